using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Records a new flow, its plan and its first message as owed. If the id is known, nothing changes and the recorded
/// state is returned. If another flow holds the unique key, that one is returned and nothing changes either.
/// </summary>
/// <param name="Key">The flow.</param>
/// <param name="Nonce">
/// A random text that the client makes for each call and keeps when it repeats the call: whoever repeats a call whose answer was lost is told
/// <see cref="AcceptedFlow.Created"/> again, another call with the same id is not.
/// </param>
/// <param name="Name">What people call it, or null.</param>
/// <param name="PlanHash">The SHA-256 of the plan, in lower-case hex.</param>
/// <param name="Plan">The plan as UTF-8 JSON, kept once per hash.</param>
/// <param name="Lifetime">How long after its acceptance the flow ends at the latest.</param>
/// <param name="Owed">The first message, or null when the flow ends without any.</param>
public sealed record AcceptFlow(
    FlowKey Key,
    string Nonce,
    string? Name,
    string PlanHash,
    ReadOnlyMemory<byte> Plan,
    TimeSpan Lifetime,
    TaskMessage? Owed) : StoreOperation<AcceptedFlow>
{
    /// <summary>
    /// The message that starts the compensations: owed once the flow has failed or was cancelled and no step of it runs any
    /// more. Null: there is nothing to compensate.
    /// </summary>
    public TaskMessage? Compensation { get; init; }

    /// <summary>The names of the tasks in the plan, each once.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>The labels by which the flow is found (<see cref="FlowLabels"/>), besides those of its tasks.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The events that the plan waits for under keys that are composed with: found by their keys from now on.</summary>
    public IReadOnlyList<AwaitedKey> Waits { get; init; } = [];

    /// <summary>
    /// Whether <see cref="FreeResults"/> may free what only a running flow needs once the flow has succeeded: not so when
    /// side branches, which outlive the flow, may need it still.
    /// </summary>
    public bool FreesResults { get; init; }

    /// <summary>What tells the broker that gets its messages from others, where that broker keeps nothing beyond its process; otherwise null.</summary>
    public string? Broker { get; init; }

    /// <summary>Whether the messages of the flow carry its nonce: then a store records nothing for one that does not (<see cref="FlowSeal"/>).</summary>
    public bool IsSealed { get; init; }

    /// <summary>
    /// The key that one flow holds at a time, or null: from its acceptance until it has ended and
    /// <see cref="UniqueWindow"/> is over. A flow that is no longer kept holds none.
    /// </summary>
    public string? UniqueKey { get; init; }

    /// <summary>For how long after its acceptance the flow holds its key, even if it ends before. Zero by default.</summary>
    public TimeSpan UniqueWindow { get; init; }

    /// <summary>The key of the line that the flow stands in (<c>InTurn</c>), or null: it takes the last place, and its first message is kept until its turn has come (<see cref="PassTurn"/>, <see cref="BeginTurn"/>).</summary>
    public string? TurnKey { get; init; }

    /// <summary>How many flows with that key may be under way when this one begins, itself included; 1 or more.</summary>
    public int TurnLimit { get; init; } = 1;

    /// <summary>Within what time the flow is expected to end, counted from its acceptance and from each retry; null for none.</summary>
    public TimeSpan? Expected { get; init; }

    /// <summary>
    /// The flow, ended by then, whose plan this one starts again, or null. Its window does not keep the key from this one, and goes on as this one's.
    /// </summary>
    public string? StartsAgain { get; init; }

    /// <inheritdoc/>
    public override StoreLock Lock => new(UniqueKey is null ? null : StoreLock.UniqueKey(UniqueKey), Key.FlowId);
}
