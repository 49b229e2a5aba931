namespace TypedTasks.Storage;

/// <summary>
/// One thing that a decision changes: a closed list, and a store has one statement for each. What is added and is there already stays as it is.
/// </summary>
public abstract record StoreChange
{
    private StoreChange()
    {
    }

    /// <summary>The flow whose pictures are another because of it; null where that is none. A store tells these flows in its feed of changes.</summary>
    public virtual string? Stirs => null;

    /// <summary>A flow is there that was not.</summary>
    /// <param name="Flow">The flow.</param>
    public sealed record FlowAdded(FlowHeader Flow) : StoreChange
    {
        /// <inheritdoc/>
        public override string? Stirs => Flow.Key.FlowId;
    }

    /// <summary>A flow has another generation, state, deadline, end, outcome, compensation, broker, or sign of life, or does not await its turn any more, or again.</summary>
    /// <param name="Flow">The flow.</param>
    public sealed record FlowChanged(FlowHeader Flow) : StoreChange
    {
        /// <inheritdoc/>
        public override string? Stirs => Flow.Key.FlowId;
    }

    /// <summary>A flow and all that is kept under it goes: joins, members, waits, values, history, begun steps, cancellations, parked and owed messages, its hold of a unique key. Permits and places in lines stay.</summary>
    /// <param name="FlowId">The flow.</param>
    public sealed record FlowDeleted(string FlowId) : StoreChange
    {
        /// <inheritdoc/>
        public override string? Stirs => FlowId;
    }

    /// <summary>A unique key has another holder.</summary>
    /// <param name="Hold">The key.</param>
    public sealed record KeyTaken(UniqueHold Hold) : StoreChange;

    /// <summary>A plan is kept.</summary>
    /// <param name="Hash">Its hash.</param>
    /// <param name="Json">UTF-8 JSON.</param>
    /// <param name="UsedAt">When it was used.</param>
    public sealed record PlanAdded(string Hash, ReadOnlyMemory<byte> Json, DateTimeOffset UsedAt) : StoreChange;

    /// <summary>A plan was used again.</summary>
    /// <param name="Hash">Its hash.</param>
    /// <param name="UsedAt">When it was used.</param>
    public sealed record PlanUsed(string Hash, DateTimeOffset UsedAt) : StoreChange;

    /// <summary>A plan goes.</summary>
    /// <param name="Hash">Its hash.</param>
    public sealed record PlanDeleted(string Hash) : StoreChange;

    /// <summary>A message is owed from now on, or kept until it is due. Those of one moment keep their order.</summary>
    /// <param name="Owed">The message.</param>
    public sealed record OwedAdded(OwedMessage Owed) : StoreChange;

    /// <summary>A message that waited is owed.</summary>
    /// <param name="MessageId">Its id.</param>
    /// <param name="Since">Since when.</param>
    public sealed record OwedDue(string MessageId, DateTimeOffset Since) : StoreChange;

    /// <summary>A message that is owed waits from now on; nothing where there is none.</summary>
    /// <param name="MessageId">Its id.</param>
    public sealed record OwedWaits(string MessageId) : StoreChange;

    /// <summary>A message that is owed or waits was handed off (<see cref="OwedMessage.HandOff"/>), and waits from now on; once it is settled its body goes. Nothing where there is none.</summary>
    /// <param name="MessageId">Its id.</param>
    /// <param name="State">Where it stands now.</param>
    public sealed record OwedHandedOff(string MessageId, HandOffState State) : StoreChange;

    /// <summary>A message that is owed goes; or one that waits, where <paramref name="Waits"/> says so.</summary>
    /// <param name="MessageId">Its id.</param>
    /// <param name="Waits">Whether a message that waits is meant: the broker cannot have accepted it.</param>
    public sealed record OwedDeleted(string MessageId, bool Waits) : StoreChange;

    /// <summary>A scope is cancelled, and gets the next number of the feed, where it was not cancelled before.</summary>
    /// <param name="Key">The flow.</param>
    /// <param name="Path">The path prefix; empty for the whole flow.</param>
    /// <param name="At">When.</param>
    public sealed record ScopeCancelled(FlowKey Key, string Path, DateTimeOffset At) : StoreChange;

    /// <summary>A join has its first member.</summary>
    /// <param name="Join">The join.</param>
    public sealed record JoinAdded(JoinHeader Join) : StoreChange;

    /// <summary>A join has other counts or another state.</summary>
    /// <param name="Join">The join.</param>
    public sealed record JoinChanged(JoinHeader Join) : StoreChange
    {
        /// <inheritdoc/>
        public override string? Stirs => Join.State == JoinState.Open ? null : Join.FlowId;
    }

    /// <summary>A member of a join is recorded.</summary>
    /// <param name="FlowId">The flow.</param>
    /// <param name="Join">The path of the join.</param>
    /// <param name="Index">The index of the member.</param>
    /// <param name="Outcome">How it ended.</param>
    public sealed record MemberAdded(string FlowId, string Join, int Index, RecordedOutcome Outcome) : StoreChange
    {
        /// <summary>Its place in the order in which members ended, from 1; 0 where nobody will ask for it.</summary>
        public int Place { get; init; }
    }

    /// <summary>The members of a join that have failed are forgotten.</summary>
    /// <param name="FlowId">The flow.</param>
    /// <param name="Join">The path of the join.</param>
    public sealed record FailuresForgotten(string FlowId, string Join) : StoreChange;

    /// <summary>The values of succeeded members go (<see cref="ValueKind.Freed"/>), those of some joins excepted.</summary>
    /// <param name="FlowId">The flow.</param>
    /// <param name="KeptJoins">The paths of the joins whose members keep their values.</param>
    public sealed record MembersFreed(string FlowId, IReadOnlySet<string> KeptJoins) : StoreChange;

    /// <summary>A flow waits for an event, will, or has one kept for it.</summary>
    /// <param name="Wait">What it waits for.</param>
    public sealed record WaitAdded(AwaitedEvent Wait) : StoreChange
    {
        /// <inheritdoc/>
        public override string? Stirs => Wait.FlowId;
    }

    /// <summary>A wait stands otherwise: all but flow, event and key may be another.</summary>
    /// <param name="Wait">What the flow waits for.</param>
    public sealed record WaitChanged(AwaitedEvent Wait) : StoreChange
    {
        /// <inheritdoc/>
        public override string? Stirs => Wait.FlowId;
    }

    /// <summary>A value is put aside.</summary>
    /// <param name="FlowId">The flow.</param>
    /// <param name="Path">The path of the step that yielded it.</param>
    /// <param name="Json">UTF-8 JSON.</param>
    public sealed record ValueAdded(string FlowId, string Path, ReadOnlyMemory<byte> Json) : StoreChange;

    /// <summary>Values that were put aside go, some excepted.</summary>
    /// <param name="FlowId">The flow.</param>
    /// <param name="KeptPaths">The paths of values that stay.</param>
    /// <param name="KeptPrefix">Values whose paths begin so stay too.</param>
    public sealed record ValuesFreed(string FlowId, IReadOnlySet<string> KeptPaths, string KeptPrefix) : StoreChange;

    /// <summary>The history of a step is another.</summary>
    /// <param name="FlowId">The flow.</param>
    /// <param name="Generation">The generation that it comes from.</param>
    /// <param name="Step">What is known of the step.</param>
    public sealed record StepChanged(string FlowId, int Generation, StepRecord Step) : StoreChange
    {
        /// <inheritdoc/>
        public override string? Stirs => FlowId;
    }

    /// <summary>An attempt that has ended is counted, in the minute of a time and altogether.</summary>
    /// <param name="Task">The name of the task.</param>
    /// <param name="State">How it ended: succeeded, retrying or failed.</param>
    /// <param name="Duration">How long it took, zero or more.</param>
    /// <param name="At">When it is counted.</param>
    public sealed record AttemptCounted(string Task, StepState State, TimeSpan Duration, DateTimeOffset At) : StoreChange;

    /// <summary>A kind of failure was seen.</summary>
    /// <param name="Kind">The kind.</param>
    /// <param name="FlowId">The flow.</param>
    /// <param name="Step">The path of the step; empty where it lies outside of any.</param>
    /// <param name="At">When.</param>
    public sealed record FailureSeen(FailureKind Kind, string FlowId, string Step, DateTimeOffset At) : StoreChange;

    /// <summary>An operator has done something.</summary>
    /// <param name="Action">What, with its time; it gets the next number.</param>
    public sealed record ActionAdded(ActionRecord Action) : StoreChange;

    /// <summary>What is old of the feed of changes and of the counts by the minute goes; nothing needs to, for both are looked at by time.</summary>
    /// <param name="ChangesBefore">Changes from before this time go.</param>
    /// <param name="TalliesBefore">Counts of minutes before this time go.</param>
    public sealed record HistoryTrimmed(DateTimeOffset ChangesBefore, DateTimeOffset TalliesBefore) : StoreChange;

    /// <summary>A step has begun or ended.</summary>
    /// <param name="Run">The run.</param>
    public sealed record RunChanged(BegunStep Run) : StoreChange;

    /// <summary>A message is parked, behind those that were parked before.</summary>
    /// <param name="Parked">The message.</param>
    public sealed record MessageParked(ParkedMessage Parked) : StoreChange;

    /// <summary>The messages that are parked for a generation were carried over: marks remain.</summary>
    /// <param name="Key">The flow, in that generation.</param>
    public sealed record ParkedCarried(FlowKey Key) : StoreChange;

    /// <summary>The parked messages of a flow go, marks included.</summary>
    /// <param name="FlowId">The flow.</param>
    public sealed record ParkedDeleted(string FlowId) : StoreChange;

    /// <summary>A permit is held, or a place in line taken; it stands behind all others of its name, also where the holder had a place before.</summary>
    /// <param name="Permit">The permit.</param>
    public sealed record PermitTaken(Permit Permit) : StoreChange;

    /// <summary>A permit stands otherwise, at its place in line.</summary>
    /// <param name="Permit">The permit.</param>
    public sealed record PermitChanged(Permit Permit) : StoreChange;

    /// <summary>A permit is free, or a place in line given up.</summary>
    /// <param name="Name">What is limited.</param>
    /// <param name="Holder">Who had it.</param>
    public sealed record PermitDeleted(string Name, string Holder) : StoreChange;

    /// <summary>Permits that are held or were given back since before a time are free.</summary>
    /// <param name="Name">What is limited.</param>
    /// <param name="Before">The time.</param>
    public sealed record PermitsLost(string Name, DateTimeOffset Before) : StoreChange;

    /// <summary>A flow stands in the line of its key, behind all others.</summary>
    /// <param name="Turn">Its place.</param>
    public sealed record TurnTaken(Turn Turn) : StoreChange;

    /// <summary>A flow that stood in line has its turn; nothing where it has no place any more.</summary>
    /// <param name="Flow">The flow, in the generation that has the place.</param>
    public sealed record TurnHeld(FlowKey Flow) : StoreChange;

    /// <summary>A flow has no place in line any more, and no turn.</summary>
    /// <param name="Flow">The flow, in the generation that had the place.</param>
    public sealed record TurnLeft(FlowKey Flow) : StoreChange;

    /// <summary>The next start under a rate limit is another.</summary>
    /// <param name="Rate">The rate limit.</param>
    public sealed record RateChanged(Rate Rate) : StoreChange;

    /// <summary>A lease is taken or prolonged.</summary>
    /// <param name="Lease">The lease.</param>
    public sealed record LeaseTaken(Lease Lease) : StoreChange;

    /// <summary>A schedule is there, or is another.</summary>
    /// <param name="Schedule">The schedule.</param>
    public sealed record ScheduleChanged(ScheduleState Schedule) : StoreChange;

    /// <summary>A worker is there, or has reported again.</summary>
    /// <param name="Worker">The worker.</param>
    public sealed record WorkerChanged(WorkerRow Worker) : StoreChange;

    /// <summary>A worker goes, and with it the controls that concern it alone.</summary>
    /// <param name="Id">The worker.</param>
    public sealed record WorkerRemoved(string Id) : StoreChange;

    /// <summary>A control is there, or is another.</summary>
    /// <param name="Key">What it is kept by.</param>
    /// <param name="Control">The control.</param>
    public sealed record ControlChanged(string Key, WorkerControl Control) : StoreChange;

    /// <summary>A schedule goes.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record ScheduleDeleted(string Name) : StoreChange;
}
