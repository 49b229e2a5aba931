namespace TypedTasks.ServiceBus.Tests.Flows;

/// <summary>Who ran when, by key.</summary>
internal sealed class LineLog
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<int>> _runs = [];
    private readonly List<(int Key, int Number)> _running = [];
    private readonly HashSet<(int Key, int Number)> _succeeded = [];
    private readonly List<(int Key, int Number)> _overtaking = [];

    /// <summary>The most runs of one key that were under way at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>The most keys that were under way at once.</summary>
    public int MostKeys { get; private set; }

    /// <summary>The runs that began before one of the number before them had succeeded.</summary>
    public IReadOnlyList<(int Key, int Number)> Overtaking => _overtaking;

    public int Count
    {
        get
        {
            lock (_gate) return _runs.Values.Sum(static r => r.Count);
        }
    }

    public void Begin(int key, int number)
    {
        lock (_gate)
        {
            if (!_runs.TryGetValue(key, out var runs)) _runs.Add(key, runs = []);
            runs.Add(number);
            if (number > 0 && !_succeeded.Contains((key, number - 1))) _overtaking.Add((key, number));
            _running.Add((key, number));
            MostAtOnce = Math.Max(MostAtOnce, _running.Count(r => r.Key == key));
            MostKeys = Math.Max(MostKeys, _running.Select(static r => r.Key).Distinct().Count());
        }
    }

    public void Succeed(int key, int number)
    {
        lock (_gate) _succeeded.Add((key, number));
    }

    public void End(int key, int number)
    {
        lock (_gate) _running.Remove((key, number));
    }

    /// <summary>The runs of a key in their order, those that follow one of the same number left out.</summary>
    public int[] Order(int key)
    {
        lock (_gate) return [.. _runs[key].Where((number, i) => i == 0 || _runs[key][i - 1] != number)];
    }
}
