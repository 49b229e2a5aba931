namespace TypedTasks.Contracts;

/// <summary>
/// Records how a member of a join ended; the first record of an index wins. A success that makes the join complete, or
/// the first failure, decides the join; the deciding record also inserts the owed message of the join's body, if it has
/// one, and for a failure a cancellation of the join's scope.
/// </summary>
/// <param name="key">The flow.</param>
/// <param name="join">The path of the join.</param>
/// <param name="index">The index of the member, from 0.</param>
/// <param name="count">How many members the join has.</param>
/// <param name="outcome">How the member ended.</param>
/// <param name="at">Now.</param>
/// <param name="createBody">Makes the body's message; called at most once, inside the transaction, when all members have succeeded. Null: the join has no body of its own.</param>
public sealed class RecordMember(
    FlowKey key,
    string join,
    int index,
    int count,
    RecordedOutcome outcome,
    DateTimeOffset at,
    Func<TaskMessage>? createBody) : StoreOperation<JoinRecord>
{
    /// <summary>The flow.</summary>
    public FlowKey Key { get; } = key;

    /// <summary>The path of the join.</summary>
    public string Join { get; } = join;

    /// <summary>The index of the member.</summary>
    public int Index { get; } = index;

    /// <summary>How many members the join has.</summary>
    public int Count { get; } = count;

    /// <summary>How the member ended.</summary>
    public RecordedOutcome Outcome { get; } = outcome;

    /// <summary>Now.</summary>
    public DateTimeOffset At { get; } = at;

    /// <summary>Makes the body's message.</summary>
    public Func<TaskMessage>? CreateBody { get; } = createBody;
}
