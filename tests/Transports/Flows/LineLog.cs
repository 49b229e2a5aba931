namespace TypedTasks.Transports.Tests.Flows;

/// <summary>Who ran when, by key.</summary>
internal sealed class LineLog
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, List<int>> runs = [];
    private readonly List<(int Key, int Number)> running = [];
    private readonly HashSet<(int Key, int Number)> succeeded = [];
    private readonly List<(int Key, int Number)> overtaking = [];

    /// <summary>The most runs of one key that were under way at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>The most keys that were under way at once.</summary>
    public int MostKeys { get; private set; }

    /// <summary>The runs that began before one of the number before them had succeeded.</summary>
    public IReadOnlyList<(int Key, int Number)> Overtaking => overtaking;

    public int Count
    {
        get
        {
            lock (gate)
                return runs.Values.Sum(static r => r.Count);
        }
    }

    public void Begin(int key, int number)
    {
        lock (gate)
        {
            if (!this.runs.TryGetValue(key, out var runs))
                this.runs.Add(key, runs = []);
            runs.Add(number);
            if (number > 0 && !succeeded.Contains((key, number - 1)))
                overtaking.Add((key, number));
            running.Add((key, number));
            MostAtOnce = Math.Max(MostAtOnce, running.Count(r => r.Key == key));
            MostKeys = Math.Max(MostKeys, running.Select(static r => r.Key).Distinct().Count());
        }
    }

    public void Succeed(int key, int number)
    {
        lock (gate)
            succeeded.Add((key, number));
    }

    public void End(int key, int number)
    {
        lock (gate)
            running.Remove((key, number));
    }

    /// <summary>The runs of a key in their order, those that follow one of the same number left out.</summary>
    public int[] Order(int key)
    {
        lock (gate)
            return [.. runs[key].Where((number, i) => i == 0 || runs[key][i - 1] != number)];
    }
}
