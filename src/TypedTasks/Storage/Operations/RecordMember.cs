using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Records how a member of a join ended; the first record of an index wins, and only it can decide the join. The messages
/// that it makes due are inserted as owed in the same transaction, and the scope that a decision ends is cancelled.
/// Generations of a flow share its joins, so a success counts whichever of them it comes from; a failure of an earlier
/// generation is not recorded.
/// </summary>
/// <param name="Key">The flow.</param>
/// <param name="Join">The path of the join.</param>
/// <param name="Index">The index of the member, from 0, below the count.</param>
/// <param name="Count">How many members the join has.</param>
/// <param name="Outcome">How the member ended.</param>
/// <exception cref="ArgumentException">The join has no such member.</exception>
public sealed record RecordMember(FlowKey Key, string Join, int Index, int Count, RecordedOutcome Outcome) : StoreOperation<JoinRecord>
{
    /// <summary>The index of the member, from 0, below the count.</summary>
    public int Index { get; init => field = Checked(value, Count); } = Checked(Index, Count);

    /// <summary>What decides the join.</summary>
    public JoinPolicy Policy { get; init; }

    /// <summary>
    /// The path of the scope that ends where members may still run when the join is decided: by a failure, or under
    /// <see cref="JoinPolicy.First"/> by a success. Null: none.
    /// </summary>
    public string? Cancels { get; init; }

    /// <summary>Whether a completed join is to be compensated when the flow fails.</summary>
    public bool IsCompensable { get; init; }

    /// <summary>
    /// The join whose members carry a failure of this one: those that are not recorded get it as their outcome, and this join has succeeded, with
    /// the outcomes of all of them. Null, or where that join has no members: the failure stays one.
    /// </summary>
    public FailureCarrier? Carrier { get; init; }

    /// <summary>Whether somebody may read the members in the order in which they end (<see cref="ReadEnds"/>): of the group at the end of a flow.</summary>
    public bool KeepsOrder { get; init; }

    /// <summary>Makes the messages that are due now; pure, for the transaction that calls it may be tried again. Null: none.</summary>
    public Func<JoinProgress, IReadOnlyList<TaskMessage>>? CreateOwed { get; init; }

    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override FlowKey? Writes => Key;

    private static int Checked(int index, int count) => index >= 0 && index < count
        ? index
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"A join of {count} has no such member.");
}
