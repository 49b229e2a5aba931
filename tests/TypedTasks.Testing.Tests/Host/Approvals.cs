namespace TypedTasks.Testing.Tests;

/// <summary>What somebody says of a draft.</summary>
public enum Verdict
{
    Rejected = 0,
    Approved = 1,
}

public sealed record Draft(string Id, int Version);

/// <summary>What people say.</summary>
public static partial class Said
{
    [TaskEvent("legal")]
    public static partial TaskEvent<Verdict> Legal { get; }

    [TaskEvent("management")]
    public static partial TaskEvent<Verdict> Management { get; }

    [TaskEvent("paid")]
    internal static partial TaskEvent<int> Paid { get; }
}

/// <summary>Tasks of flows that wait for people.</summary>
public static partial class Approvals
{
    [Task]
    public static Draft Write(string id) => new(id, 1);

    [Task]
    public static string Publish(Draft draft, Verdict verdict) => $"{draft.Id}: {verdict}";

    [Task]
    public static string Tell(Verdict verdict) => $"{verdict}";

    [Task]
    public static string KeyOf(Draft draft) => draft.Id;

    [Task]
    public static string TellAll(IReadOnlyList<Verdict> verdicts) => string.Join(' ', verdicts);

    [Task]
    public static string TellBoth(Verdict first, Verdict second) => $"{first} {second}";

    [Task]
    public static string TellFailure(TaskFailure failure) => failure.Type;

    [Task]
    public static string TellOutcome(Outcome<Verdict> outcome) => outcome.Succeeded ? $"{outcome.Value}" : outcome.Failure!.Type;

    [Task]
    public static Verdict Unpublished(TaskFailure failure) => failure.Type == typeof(TimeoutException).FullName ? Verdict.Rejected : throw new InvalidOperationException(failure.Type);

    [Task]
    public static void Reserve()
    {
    }

    [Task]
    public static void Release()
    {
    }

    [Task]
    public static ISignature<Verdict> Ask() => Wait.For(Said.Legal);

    [Task]
    public static ISignature<Verdict> AskTwice() => Wait.For(Said.Legal) >> Wait.For(Said.Legal);
}
