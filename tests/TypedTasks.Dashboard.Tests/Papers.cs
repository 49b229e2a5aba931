namespace TypedTasks.Dashboard.Tests;

/// <summary>What the flows here are made of.</summary>
public static partial class Papers
{
    [TaskEvent("papers.signed")]
    public static partial TaskEvent<bool> Signed { get; }

    [TaskEvent("papers.judged")]
    public static partial TaskEvent<Judgement> Judged { get; }

    [Task]
    public static string Read(string text) => text;

    [Task(MaxRetries = 0)]
    public static string Lose(string text) => throw new InvalidOperationException($"{text} is lost");

    /// <summary>Has a limit of each kind, and one of each kind of parameter.</summary>
    [Task("papers.stamp", Aliases = ["papers.seal"], Queue = "stamps", MaxRetries = 5, RateLimit = "10/s", MaxConcurrency = 4)]
    public static Judgement Stamp(IReadOnlyList<string> sheets, [Sensitive] string seal, TaskContext context, Mark mark = Mark.Passed, CancellationToken cancellationToken = default) => new(true, mark, sheets.Count, null);

    [Task]
    public static IReadOnlyList<int> Sheets(int count) => [.. Enumerable.Range(0, count)];

    [Task]
    public static int Print(int page) => page;

    [Task]
    public static int Sum(IReadOnlyList<int> pages) => pages.Count;
}
