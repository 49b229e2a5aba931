using System.Globalization;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>Questions of people who look at flows.</summary>
internal sealed class InMemoryReadings(InMemoryTables tables, InMemoryState state)
{
    public object Answer<TResult>(StoreQuery<TResult> query, DateTimeOffset now) => query switch
    {
        CountFlows q => tables.Flows.Rows.Values.Where(f => Matches(f, q.Filter, now)).Take(q.Most).Count(),
        CountStates => tables.Flows.Rows.Values.GroupBy(static f => f.State).OrderBy(static g => g.Key).Select(static g => new StateCount(g.Key, g.Count())).ToArray(),
        FindOldest q => Oldest(q),
        FindLate q => Late(q, now),
        FindFailed q => Failed(q, now),
        ReadTallies q => Tallies(q, now),
        ReadFailures q => Failures(q, now),
        ReadStepsAt q => state.Steps(q.FlowId).Where(s => q.Paths.Contains(s.Path)).OrderBy(static s => s.Path, StringComparer.Ordinal).ToArray(),
        FindActiveSteps q => ActiveSteps(q),
        ReadJoinsAt q => Joins(q),
        ReadMemberEnds q => Ends(q.FlowId, q.Join).Where(m => m.Index >= q.First && m.Index - q.First < q.Count).ToArray(),
        FindOpenWaits q => OpenWaits(q),
        ReadStepMessages q => Messages(q),
        ReadActions q => Actions(q),
        ReadChanges q => Changes(q),
        _ => throw new NotSupportedException($"The in-memory store does not know {query.GetType().Name}."),
    };

    /// <summary>Whether a filter selects a flow.</summary>
    public static bool Matches(FlowHeader flow, FlowFilter filter, DateTimeOffset now) =>
        flow.ToRecord().Matches(filter, now)
        && (filter.Header is not { } header || flow.Labels.Contains(FlowLabels.OfHeader(header.Key, header.Value)))
        && (filter.Failure is not { } failure || (flow.State == FlowState.Failed && flow.Failure == failure));

    private FlowRecord[] Oldest(FindOldest q) =>
    [
        .. tables.Flows.Rows.Values
            .Where(static f => f.State == FlowState.Running)
            .OrderBy(static f => f.AcceptedAt)
            .ThenBy(static f => f.Key.FlowId, StringComparer.Ordinal)
            .Take(q.Limit)
            .Select(f => state.Flow(f.Key.FlowId)!.ToRecord()),
    ];

    private FlowRecord[] Late(FindLate q, DateTimeOffset now) =>
    [
        .. tables.Flows.Rows.Values
            .Where(f => f.State == FlowState.Running && f.Deadline < StoreTime.After(now, q.Within))
            .OrderBy(static f => f.Deadline)
            .ThenBy(static f => f.Key.FlowId, StringComparer.Ordinal)
            .Take(q.Limit)
            .Select(f => state.Flow(f.Key.FlowId)!.ToRecord()),
    ];

    private FlowRecord[] Failed(FindFailed q, DateTimeOffset now) =>
    [
        .. tables.Flows.Rows.Values
            .Where(f => f.State == FlowState.Failed && f.EndedAt >= StoreTime.Before(now, q.Within))
            .OrderByDescending(static f => f.EndedAt)
            .ThenByDescending(static f => f.Key.FlowId, StringComparer.Ordinal)
            .Take(q.Limit)
            .Select(f => state.Flow(f.Key.FlowId)!.ToRecord()),
    ];

    private TaskTally[] Tallies(ReadTallies q, DateTimeOffset now)
    {
        var from = InMemoryCounting.MinuteOf(StoreTime.Before(now, q.Within));
        return
        [
            .. tables.Tallies.Rows
                .Where(r => q.Within == TimeSpan.MaxValue ? r.Key.Minute == 0 : r.Key.Minute != 0 && r.Key.Minute >= from)
                .GroupBy(static r => r.Key.Task, static r => r.Value, StringComparer.Ordinal)
                .OrderBy(static g => g.Key, StringComparer.Ordinal)
                .Select(static g => new TaskTally(
                    g.Key, g.Sum(static t => t.Succeeded), g.Sum(static t => t.Failed), g.Sum(static t => t.Retried), new(g.Sum(static t => t.Total.Ticks)), g.Max(static t => t.Longest))),
        ];
    }

    private FailureTally[] Failures(ReadFailures q, DateTimeOffset now) =>
    [
        .. tables.Failures.Rows.Values
            .Where(f => f.LastAt >= StoreTime.Before(now, q.Within))
            .OrderByDescending(static f => f.LastAt)
            .ThenBy(static f => f.Kind.Fingerprint, StringComparer.Ordinal)
            .Take(q.Limit)
            .Select(f => f with { Flows = Math.Min(FailureTally.MostFlows, tables.Flows.Rows.Values.Count(h => h.State == FlowState.Failed && h.Failure == f.Kind.Fingerprint)) }),
    ];

    private ActiveStep[] ActiveSteps(FindActiveSteps q) =>
    [
        .. tables.Steps.Rows.Keys
            .Where(f => q.FlowId is null || f == q.FlowId)
            .Order(StringComparer.Ordinal)
            .SelectMany(f => state.Steps(f).Where(static s => s.State is StepState.Running or StepState.Retrying).OrderBy(static s => s.Path, StringComparer.Ordinal).Select(s => new ActiveStep(f, s)))
            .Take(q.Limit),
    ];

    private JoinGlance[] Joins(ReadJoinsAt q) =>
    [
        .. tables.Joins.RowsOf(q.FlowId)
            .Where(j => q.Paths.Contains(j.Key.Path))
            .OrderBy(static j => j.Key.Path, StringComparer.Ordinal)
            .Select(j => new JoinGlance(j.Value, [.. Ends(q.FlowId, j.Key.Path).Where(static m => m.Failure is not null).Take(q.Failed)])),
    ];

    private IEnumerable<MemberEnd> Ends(string flow, string join) => tables.Members.RowsOf(flow)
        .Where(m => m.Key.Join.Path == join)
        .OrderBy(static m => m.Key.Index)
        .Select(static m => new MemberEnd(m.Key.Index, m.Value.Failure));

    private AwaitedEvent[] OpenWaits(FindOpenWaits q) =>
    [
        .. tables.Waits.Rows.Values
            .Where(w => w.State == AwaitedState.Open && (q.FlowId is null || w.FlowId == q.FlowId) && (q.Event is null || w.Event == q.Event))
            .Where(w => tables.Flows.TryGet(w.FlowId, out var flow) && flow.State == FlowState.Running && flow.Key.Generation == w.Generation)
            .OrderBy(static w => w.OpenedAt ?? DateTimeOffset.MinValue)
            .ThenBy(static w => w.FlowId, StringComparer.Ordinal)
            .ThenBy(static w => w.Event, StringComparer.Ordinal)
            .ThenBy(static w => w.Key, StringComparer.Ordinal)
            .Where(w => q.After is not { } after || Compare(w, after) > 0)
            .Take(q.Limit)
            .Select(static w => w with { Message = null }),
    ];

    private static int Compare(AwaitedEvent wait, WaitPosition place)
    {
        var order = (wait.OpenedAt ?? DateTimeOffset.MinValue).CompareTo(place.OpenedAt);
        if (order == 0)
            order = string.CompareOrdinal(wait.FlowId, place.FlowId);
        if (order == 0)
            order = string.CompareOrdinal(wait.Event, place.Event);
        return order == 0 ? string.CompareOrdinal(wait.Key, place.Key) : order;
    }

    private TaskMessage[] Messages(ReadStepMessages q) =>
    [
        .. tables.Parked.RowsOf(q.FlowId)
            .Where(p => !p.Value.Row.IsCarried && p.Value.Row.Message.Step == q.Step)
            .OrderBy(static p => p.Value.Rank)
            .Select(static p => p.Value.Row.Message)
            .Concat(tables.Owed.RowsOf(q.FlowId)
                .Where(o => o.Value.Row.HandOff != HandOffState.Settled && o.Value.Row.Message.Step == q.Step)
                .OrderBy(static o => o.Value.Rank)
                .Select(static o => o.Value.Row.Message))
            .Take(q.Limit),
    ];

    private ActionRecord[] Actions(ReadActions q) =>
    [
        .. tables.Actions.Rows.Values
            .Where(a => (q.FlowId is null || a.FlowId == q.FlowId) && (q.Before is null || a.Number < q.Before))
            .OrderByDescending(static a => a.Number)
            .Take(q.Limit),
    ];

    private ChangeSet Changes(ReadChanges q)
    {
        var position = tables.LastNumber.ToString(CultureInfo.InvariantCulture);
        if (q.After is null)
            return new([], position, true);
        var after = long.TryParse(q.After, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
        string[] found = [.. tables.Stirred.Rows.Where(s => s.Value.Number > after).OrderBy(static s => s.Value.Number).Select(static s => s.Key).Take(q.Limit + 1)];
        return found.Length <= q.Limit && after <= tables.LastNumber && after >= tables.LastTrimmed ? new(found, position, true) : new([.. found.Take(q.Limit)], position, false);
    }
}
