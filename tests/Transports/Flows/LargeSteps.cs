namespace TypedTasks.Transports.Tests.Flows;

/// <summary>Steps whose values are as large as asked for.</summary>
public static partial class LargeSteps
{
    [Task]
    internal static string Fill(int length) => new('x', length);

    [Task]
    internal static IReadOnlyList<string> Strings(int count, int length) => [.. Enumerable.Repeat(new string('y', length), count)];

    [Task]
    internal static string Same(string text) => text;

    [Task(Queue = LedgerSteps.Other)]
    internal static string Elsewhere(string text) => text;

    [Task]
    internal static int Length(string text) => text.Length;

    [Task]
    internal static int Lengths(IReadOnlyList<string> texts) => texts.Sum(static t => t.Length);

    [Task]
    internal static string Break(int length) => throw new InvalidOperationException(new string('z', length));

    [Task(MaxRetries = 1)]
    internal static string Stumble(string text) => throw new InvalidOperationException($"{text.Length} at hand.");

    [Task]
    internal static string Explain(TaskFailure failure) => failure.Type;
}
