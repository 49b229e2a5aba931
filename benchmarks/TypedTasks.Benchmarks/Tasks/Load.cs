namespace TypedTasks.Benchmarks;

/// <summary>Tasks that do next to nothing, so that what is measured is the way to them.</summary>
public static partial class Load
{
    [Task]
    public static void Nothing(int number) => Countdown.Shared.Signal();

    [Task]
    public static void Land(int number) => Landing.Shared.Signal(number);

    [Task]
    public static int First(int value) => value;

    [Task]
    public static int Next(int value) => value + 1;

    [Task]
    public static int Member(int value) => value;

    [Task]
    public static int Total(IReadOnlyList<int> values)
    {
        var total = 0;
        for (var i = 0; i < values.Count; i++)
            total += values[i];
        return total;
    }

    [Task]
    public static IReadOnlyList<string> Texts(int count, int bytes) => [.. Enumerable.Range(0, count).Select(_ => new string('x', bytes))];

    [Task]
    public static int Length(string text) => text.Length;

    [Task]
    public static string Same(string text) => text;

    [Task]
    public static int Lengths(IReadOnlyList<string> texts) => texts.Sum(static t => t.Length);
}
