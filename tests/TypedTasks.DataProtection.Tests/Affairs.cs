namespace TypedTasks.DataProtection.Tests;

/// <summary>Tasks whose arguments, results, failures, headers and progress hold the secret.</summary>
public static partial class Affairs
{
    [Task]
    public static string Tell(string text) => text;

    [Task]
    public static string Echo(string text, string label) => $"{text}, {label}";

    /// <summary>Reports the secret on its way, and passes its headers on.</summary>
    [Task]
    public static string Report(string text, TaskContext context)
    {
        context.ReportProgress(0.5, $"at {text}");
        return $"{text} {context.Headers["note"]}";
    }

    /// <summary>Fails in its first runs, and quotes what it was given.</summary>
    [Task]
    public static string Stumble(string text, int times, TaskContext context) =>
        context.Attempt < times ? throw new InvalidOperationException($"cannot deal with {text}") : text;

    [Task(MaxRetries = 0)]
    public static string Fail(string text) =>
        throw new InvalidOperationException($"cannot deal with {text}", new ArgumentException($"because of {text}"));

    /// <summary>Says that the argument is at fault: its message goes to the dead-letter queue.</summary>
    [Task]
    public static string Refuse(string text) => throw new TaskArgumentException($"cannot read {text}");

    [Task]
    public static IReadOnlyList<string> Many(string text, int count, int size) =>
        [.. Enumerable.Range(0, count).Select(i => text + new string('.', size) + i)];

    [Task]
    public static int Length(string text) => text.Length;

    [Task]
    public static int Total(IReadOnlyList<int> numbers) => numbers.Sum();

    [Task]
    public static string Join(IReadOnlyList<string> texts) => string.Join('+', texts);

    [Task]
    public static string Both(string first, string second) => $"{first}&{second}";

    [Task]
    public static string Explain(TaskFailure failure) => failure.Message;

    [Task]
    public static int CountFailures(IReadOnlyList<Outcome<string>> outcomes) => outcomes.Count(static o => !o.Succeeded);

    [Task]
    public static string Undo(string text) => text;

    [Task(MaxRetries = 0)]
    public static string FailToUndo(string text) => throw new InvalidOperationException($"cannot undo {text}");

    [Task(MaxConcurrency = 1)]
    public static string OneAtATime(string text) => text;

    [Task]
    public static ISignature<string> Plan(string text) => Tasks.Tell(text) | Tasks.Echo(label: text);

    [Task]
    public static void Note(string text)
    {
    }
}
