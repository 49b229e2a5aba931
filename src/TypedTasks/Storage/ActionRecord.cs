namespace TypedTasks.Storage;

/// <summary>What an operator has done.</summary>
/// <param name="Name">What it was, in a word: <c>retry</c>.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Target">What it was done to: a filter, a queue, the id of a flow.</param>
/// <param name="Result">What came of it.</param>
public sealed record ActionRecord(string Name, string Actor, string Reason, string Target, string Result)
{
    /// <summary>The flow that it was done to, where it was one; otherwise null.</summary>
    public string? FlowId { get; init; }

    /// <summary>Its number, higher for what was done later. The store gives it.</summary>
    public long Number { get; init; }

    /// <summary>When it was done, by the clock of the store.</summary>
    public DateTimeOffset At { get; init; }
}
