using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

internal sealed class InMemoryTables(Journal journal)
{
    public Table<string, (byte[] Json, DateTimeOffset UsedAt)> Plans { get; } = new(journal);

    public Table<string, FlowRecord> Flows { get; } = new(journal);

    /// <summary>What was given with the acceptance of each flow.</summary>
    public Table<string, string> Nonces { get; } = new(journal);

    public Table<JoinKey, JoinRow> Joins { get; } = new(journal, static (k, _) => k.Flow);

    public Table<MemberKey, RecordedOutcome> Members { get; } = new(journal, static (k, _) => k.Join.Flow);

    public Table<string, OwedRow> Owed { get; } = new(journal);

    public Table<(string Flow, string Path), byte[]> Values { get; } = new(journal, static (k, _) => k.Flow);

    public Table<(FlowKey Flow, string Path), Cancellation> Cancellations { get; } = new(journal);

    /// <summary>The cancellations by sequence number, from 1.</summary>
    public Table<long, Cancellation> CancellationLog { get; } = new(journal);

    public Table<string, Table<string, StepRow>> Steps { get; } = new(journal);

    public Table<string, ParkedRow> Parked { get; } = new(journal, static (_, r) => r.Flow.FlowId);

    public Table<string, UniqueRow> Uniques { get; } = new(journal);

    /// <summary>The flows whose values may be freed once they have succeeded.</summary>
    public Table<string, bool> Frees { get; } = new(journal);

    /// <summary>The message that starts the compensations of a flow, by flow.</summary>
    public Table<FlowKey, TaskMessage> Compensations { get; } = new(journal);

    /// <summary>The flows whose compensations are planned.</summary>
    public Table<FlowKey, bool> Closed { get; } = new(journal);

    /// <summary>The last run of each step of flows with compensations, and whether it has ended.</summary>
    public Table<(FlowKey Flow, string Path), (long Run, bool HasEnded)> Begun { get; } = new(journal);

    /// <summary>The next free start of each rate limit.</summary>
    public Table<string, DateTimeOffset> Starts { get; } = new(journal);

    public Table<(string Name, string Holder), PermitRow> Permits { get; } = new(journal);

    public Table<string, LeaseRow> Leases { get; } = new(journal);

    private long lastSequence;
    private long lastOwed;

    /// <summary>The time of the transaction.</summary>
    public DateTimeOffset Now { get; set; }

    public FlowRecord FlowOf(FlowKey key) => Flows.TryGet(key.FlowId, out var flow)
        ? flow
        : new(key, null, "", FlowState.Unknown, default, default, null, default);

    public Table<string, StepRow> StepsOf(string flow)
    {
        if (Steps.TryGet(flow, out var steps))
            return steps;
        steps = new(journal);
        Steps.Set(flow, steps);
        return steps;
    }

    /// <summary>Keeps a message that is owed since a time, behind all that came before.</summary>
    public void Owe(TaskMessage message, DateTimeOffset since) => Owed.TryAdd(message.Id, new(message, since, ++lastOwed));

    public void Cancel(FlowKey flow, string path)
    {
        if (Cancellations.TryGet((flow, path), out _))
            return;
        var cancellation = new Cancellation(++lastSequence, flow, path, Now);
        Cancellations.Set((flow, path), cancellation);
        CancellationLog.Set(cancellation.Sequence, cancellation);
    }
}
