using TypedTasks.Storage;

namespace TypedTasks.Testing;

/// <summary>What the store keeps.</summary>
internal sealed class InMemoryTables(UndoLog undo)
{
    private readonly UndoLog undo = undo;

    /// <summary>Flows, without the messages that start their compensations: those are kept as owed.</summary>
    public Table<string, FlowHeader> Flows { get; } = new(undo);

    public Table<string, PlanRow> Plans { get; } = new(undo);

    public Table<string, UniqueHold> UniqueKeys { get; } = new(undo);

    public Table<JoinKey, JoinHeader> Joins { get; } = new(undo, static (k, _) => k.Flow);

    public Table<MemberKey, RecordedOutcome> Members { get; } = new(undo, static (k, _) => k.Join.Flow);

    /// <summary>The indices of members by their place in the order of ends, of joins that keep it.</summary>
    public Table<(JoinKey Join, int Place), int> Ends { get; } = new(undo, static (k, _) => k.Join.Flow);

    public Table<string, Ranked<OwedMessage>> Owed { get; } = new(undo, static (_, r) => r.Row.Message.FlowId);

    public Table<(string Flow, string Event, string Key), AwaitedEvent> Waits { get; } = new(undo, static (k, _) => k.Flow);

    public Table<(string Flow, string Path), byte[]> Values { get; } = new(undo, static (k, _) => k.Flow);

    public Table<(FlowKey Key, string Path), Cancellation> Cancellations { get; } = new(undo, static (k, _) => k.Key.FlowId);

    /// <summary>The cancellations by sequence number, from 1.</summary>
    public Table<long, Cancellation> Feed { get; } = new(undo);

    public Table<string, Table<string, StepRow>> Steps { get; } = new(undo);

    public Table<string, Ranked<ParkedMessage>> Parked { get; } = new(undo, static (_, r) => r.Row.Key.FlowId);

    public Table<(FlowKey Key, string Path), BegunStep> Runs { get; } = new(undo, static (k, _) => k.Key.FlowId);

    public Table<(string Name, string Holder), Ranked<Permit>> Permits { get; } = new(undo, static (k, _) => k.Name);

    public Table<FlowKey, Ranked<Turn>> Turns { get; } = new(undo);

    /// <summary>The same places by line, so that a long one is not looked through for its first.</summary>
    public Table<string, TurnLine> Lines { get; } = new(undo);

    public Table<string, Rate> Rates { get; } = new(undo);

    public Table<string, Lease> Leases { get; } = new(undo);

    public Table<string, ScheduleState> Schedules { get; } = new(undo);

    public Table<string, WorkerRow> Workers { get; } = new(undo);

    public Table<string, WorkerControl> Controls { get; } = new(undo);

    /// <summary>What is counted, by task and minute since the first of all times; minute 0 counts all.</summary>
    public Table<(string Task, long Minute), TaskTally> Tallies { get; } = new(undo);

    public Table<string, FailureTally> Failures { get; } = new(undo);

    public Table<long, ActionRecord> Actions { get; } = new(undo);

    /// <summary>The feed of changes: of each flow its last one.</summary>
    public Table<string, StirredRow> Stirred { get; } = new(undo);

    /// <summary>The highest number of a change that is not kept any more.</summary>
    public long LastTrimmed { get; set; }

    /// <summary>The last number that was given: of a rank or of the feed. A transaction that is rolled back leaves a gap.</summary>
    public long LastNumber { get; set; }

    public Table<string, StepRow> StepsOf(string flow)
    {
        if (Steps.TryGet(flow, out var steps))
            return steps;
        steps = new(undo);
        Steps.Set(flow, steps);
        return steps;
    }
}
