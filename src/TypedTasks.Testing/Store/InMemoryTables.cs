using TypedTasks.Storage;

namespace TypedTasks.Testing;

/// <summary>What the store keeps.</summary>
internal sealed class InMemoryTables(Journal journal)
{
    private readonly Journal journal = journal;

    /// <summary>Flows, without the messages that start their compensations: those are kept as owed.</summary>
    public Table<string, FlowHeader> Flows { get; } = new(journal);

    public Table<string, PlanRow> Plans { get; } = new(journal);

    public Table<string, UniqueHold> UniqueKeys { get; } = new(journal);

    public Table<JoinKey, JoinHeader> Joins { get; } = new(journal, static (k, _) => k.Flow);

    public Table<MemberKey, RecordedOutcome> Members { get; } = new(journal, static (k, _) => k.Join.Flow);

    public Table<string, Ranked<OwedMessage>> Owed { get; } = new(journal, static (_, r) => r.Row.Message.FlowId);

    public Table<(string Flow, string Path), byte[]> Values { get; } = new(journal, static (k, _) => k.Flow);

    public Table<(FlowKey Key, string Path), Cancellation> Cancellations { get; } = new(journal, static (k, _) => k.Key.FlowId);

    /// <summary>The cancellations by sequence number, from 1.</summary>
    public Table<long, Cancellation> Feed { get; } = new(journal);

    public Table<string, Table<string, StepRow>> Steps { get; } = new(journal);

    public Table<string, Ranked<ParkedMessage>> Parked { get; } = new(journal, static (_, r) => r.Row.Key.FlowId);

    public Table<(FlowKey Key, string Path), BegunStep> Runs { get; } = new(journal, static (k, _) => k.Key.FlowId);

    public Table<(string Name, string Holder), Ranked<Permit>> Permits { get; } = new(journal, static (k, _) => k.Name);

    public Table<string, Rate> Rates { get; } = new(journal);

    public Table<string, Lease> Leases { get; } = new(journal);

    /// <summary>The last number that was given: of a rank or of the feed. A transaction that is rolled back leaves a gap.</summary>
    public long LastNumber { get; set; }

    public Table<string, StepRow> StepsOf(string flow)
    {
        if (Steps.TryGet(flow, out var steps))
            return steps;
        steps = new(journal);
        Steps.Set(flow, steps);
        return steps;
    }
}
