using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>The members of a join carry a failure that is none of theirs: each that has not ended gets it as its outcome.</summary>
public static class Carrying
{
    /// <summary>Says how many members a join has.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="join">The join, or null where nobody has said it before.</param>
    /// <exception cref="ArgumentException">The join was recorded with another number of members.</exception>
    public static IReadOnlyList<StoreChange> Open(OpenJoin o, JoinHeader? join)
    {
        ArgumentNullException.ThrowIfNull(o);
        if (join is null)
            return [new JoinAdded(new(o.Key.FlowId, o.Join, o.Count, IsCompensable: false))];
        return join.Count == o.Count
            ? []
            : throw new ArgumentException($"Join '{o.Join}' of flow {o.Key} has {join.Count} members, not {o.Count}.", nameof(o));
    }

    /// <summary>Gives a failure to the members that have not ended.</summary>
    /// <param name="o">The operation that records the failure.</param>
    /// <param name="join">The join that carries it, or null where it has no member yet.</param>
    /// <param name="recorded">The indices of its members that are recorded.</param>
    /// <returns>What becomes of it; null where the join has no members, or nobody knows how many.</returns>
    public static CarriedFailure? Carry(RecordMember o, JoinHeader? join, IReadOnlyList<int> recorded)
    {
        ArgumentNullException.ThrowIfNull(o);
        ArgumentNullException.ThrowIfNull(recorded);
        if (o.Carrier is not { } carrier || (join?.Count ?? carrier.Count) is not (> 0 and var count))
            return null;
        var value = FlowValue.Outcomes(carrier.Join, count);
        if (recorded.Count == count)
            return new(value, []);

        // No member has decided it: whoever records the failure carries on, and nobody else.
        var header = (join ?? new(o.Key.FlowId, carrier.Join, count, IsCompensable: false)) with { Ended = count, State = JoinState.Completed };
        return new(
            value,
            [
                join is null ? new JoinAdded(header) : new JoinChanged(header),
                .. Enumerable.Range(0, count).Except(recorded).Select(i => new MemberAdded(header.FlowId, header.Path, i, o.Outcome)),
            ]);
    }
}
