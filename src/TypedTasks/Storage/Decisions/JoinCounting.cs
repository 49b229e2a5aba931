using TypedTasks.Paths;
using TypedTasks.Transport;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>A join counts members, not messages: the first record of a member wins, and only it can decide the join.</summary>
public static class JoinCounting
{
    /// <summary>Records a member.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null; only asked where <see cref="AsksForFlow"/>.</param>
    /// <param name="join">The join, or null where it has no member yet.</param>
    /// <param name="member">How the member is recorded, or null.</param>
    /// <param name="carried">What becomes of the failure where members of another join carry it; null where it stays one.</param>
    /// <param name="now">Now.</param>
    /// <exception cref="ArgumentException">The join was recorded with another number of members.</exception>
    public static Decision<JoinRecord> Record(
        RecordMember o,
        FlowHeader? flow,
        KnownJoin? join,
        RecordedOutcome? member,
        CarriedFailure? carried,
        DateTimeOffset now)
    {
        if (member is not null || IsRefused(o, flow))
            return Decision<JoinRecord>.Nothing(Describe(join, member));
        var header = join?.Header ?? new(o.Key.FlowId, o.Join, o.Count, o.IsCompensable);
        if (header.Count != o.Count)
            throw new ArgumentException($"Join '{o.Join}' of flow {o.Key} has {header.Count} members, not {o.Count}.", nameof(o));
        if (carried is not null)
            o = o with { Outcome = new(carried.Value, null) };

        var isOpen = header.State == JoinState.Open;
        var ended = header.Ended + (isOpen ? 1 : 0);
        var succeeded = header.Succeeded + (o.Outcome.Succeeded ? 1 : 0);
        var recorded = header.Recorded + 1;
        var state = isOpen ? StateAfter(o, header.Count, ended, succeeded) : JoinState.Open;
        var decides = state != JoinState.Open;
        var owed = o.CreateOwed?.Invoke(new(decides ? state : header.State, decides, o.Outcome, ended)) ?? [];
        header = decides
            ? header with
            {
                Ended = ended,
                Succeeded = succeeded,
                Recorded = recorded,
                State = state,
                DecidedBy = o.Index,
                OwedIds = owed.Count > 0 ? [.. owed.Select(static m => m.Id)] : header.OwedIds,
            }
            : header with { Ended = ended, Succeeded = succeeded, Recorded = recorded };
        return new(
            Describe(join, header, o.Outcome, decides ? o.Outcome : join?.Deciding, owed),
            Changes(o, flow, join is null, header, decides, carried, owed, now));
    }

    /// <summary>Whether the flow has a say: generations share joins, but not failures, and scopes are cancelled in the current one.</summary>
    /// <param name="o">The operation.</param>
    public static bool AsksForFlow(RecordMember o) => !o.Outcome.Succeeded || o.IsCompensable || (o.Policy == JoinPolicy.First && o.Cancels is not null);

    /// <summary>Where a join stands, seen from one of its members.</summary>
    /// <param name="join">The join, or null where it has no member yet.</param>
    /// <param name="member">How the member is recorded, or null.</param>
    public static JoinRecord Describe(KnownJoin? join, RecordedOutcome? member) => join is null
        ? new(member, JoinState.Open, -1, default, [])
        : Describe(join, join.Value.Header, member, join.Value.Deciding, []);

    /// <summary>Joins as a retry and people see them, in order of path.</summary>
    /// <param name="joins">The joins of a flow, in any order.</param>
    public static JoinSummary[] Summarize(IEnumerable<JoinWithFailures> joins) =>
    [
        .. joins
            .OrderBy(static j => j.Header.Path, PathOrder.Instance)
            .Select(static j => new JoinSummary(j.Header.Path, j.Header.Count, j.Header.State, j.Failed) { DecidedBy = j.Header.DecidedBy }),
    ];

    /// <summary>A join that has forgotten its failed members: it is open, and its counts are those of the members that are left.</summary>
    /// <param name="join">The join.</param>
    public static JoinHeader Reopen(JoinHeader join) => join with
    {
        State = JoinState.Open,
        DecidedBy = -1,
        OwedIds = [],

        // All of them failed, or one did, which decided it; what came after that was not counted as ended.
        Ended = join.Succeeded == 0 ? 0 : join.Ended - 1,
    };

    // Race: what a closed flow has completed would never be undone. A failure of before a retry does not count after it.
    private static bool IsRefused(RecordMember o, FlowHeader? flow) =>
        o.Outcome.Succeeded ? o.IsCompensable && flow is { IsClosed: true } : flow?.Key.Generation > o.Key.Generation;

    private static JoinState StateAfter(RecordMember o, int count, int ended, int succeeded) => o.Policy switch
    {
        JoinPolicy.All => !o.Outcome.Succeeded ? JoinState.Failed : succeeded == count ? JoinState.Completed : JoinState.Open,
        JoinPolicy.Settled => ended == count ? JoinState.Completed : JoinState.Open,
        JoinPolicy.First => o.Outcome.Succeeded ? JoinState.Completed : ended == count ? JoinState.Failed : JoinState.Open,
        _ => throw new ArgumentException($"Unknown policy {o.Policy}.", nameof(o)),
    };

    private static StoreChange[] Changes(
        RecordMember o,
        FlowHeader? flow,
        bool isNew,
        JoinHeader join,
        bool decides,
        CarriedFailure? carried,
        IReadOnlyList<TaskMessage> owed,
        DateTimeOffset now)
    {
        StoreChange counted = isNew ? new JoinAdded(join) : new JoinChanged(join);
        MemberAdded member = new(join.FlowId, join.Path, o.Index, o.Outcome) { Place = o.KeepsOrder ? join.Recorded : 0 };

        // Nearly every member of a large group comes this way.
        if (!decides && carried is null && owed.Count == 0)
            return [counted, member];
        List<StoreChange> changes = [.. carried?.Changes ?? [], counted, member];
        if (decides && (EndsScope(o, join.State) || (carried is not null && o.Cancels is not null)))
            changes.Add(new ScopeCancelled(flow?.Key ?? o.Key, o.Cancels!, now));
        changes.AddRange(owed.Select(m => new OwedAdded(new(m, now))));
        return [.. changes];
    }

    // Members may still run: after a failure, or after the first success where one is enough. Where they carry a failure, they do not run on either.
    private static bool EndsScope(RecordMember o, JoinState state) =>
        o.Cancels is not null && state == (o.Policy == JoinPolicy.First ? JoinState.Completed : JoinState.Failed);

    private static JoinRecord Describe(
        KnownJoin? join, JoinHeader header, RecordedOutcome? member, RecordedOutcome? deciding, IReadOnlyList<TaskMessage> fresh)
    {
        if (join is { } known && known.Owed.Count > 0)
            fresh = [.. fresh, .. known.Owed.Where(o => !fresh.Any(m => m.Id == o.Id))];
        return new(member, header.State, header.DecidedBy, deciding.GetValueOrDefault(), fresh);
    }
}
