using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// What decisions ask of a store: the state as the operations before have left it, those of the same transaction included. A store that keeps its state elsewhere may
/// answer "nothing", note what was asked, read all of it at once, and decide again: decisions have no effects.
/// </summary>
public interface IStoreState
{
    /// <summary>A flow, with the message that starts its compensations while that waits or is owed.</summary>
    /// <param name="flowId">The flow.</param>
    FlowHeader? Flow(string flowId);

    /// <summary>The seal of a flow, which every write is compared with: worth remembering for the rest of a transaction. Null where there is no such flow.</summary>
    /// <param name="flowId">The flow.</param>
    FlowSeal? Seal(string flowId);

    /// <summary>A unique key.</summary>
    /// <param name="key">The key.</param>
    UniqueHold? UniqueKey(string key);

    /// <summary>When a plan was marked as used; null where it is not kept.</summary>
    /// <param name="hash">Its hash.</param>
    DateTimeOffset? PlanUsedAt(string hash);

    /// <summary>Whether a flow has a plan.</summary>
    /// <param name="hash">Its hash.</param>
    bool PlanHasFlow(string hash);

    /// <summary>A plan.</summary>
    /// <param name="hash">Its hash.</param>
    byte[]? Plan(string hash);

    /// <summary>A join.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="path">The path of the join.</param>
    KnownJoin? Join(string flowId, string path);

    /// <summary>The joins of a flow, in any order.</summary>
    /// <param name="flowId">The flow.</param>
    IReadOnlyList<JoinWithFailures> Joins(string flowId);

    /// <summary>The paths of the joins of a flow that are compensable and completed, in any order.</summary>
    /// <param name="flowId">The flow.</param>
    IReadOnlyList<string> Compensable(string flowId);

    /// <summary>How a member of a join is recorded.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="join">The path of the join.</param>
    /// <param name="index">The index of the member.</param>
    RecordedOutcome? Member(string flowId, string join, int index);

    /// <summary>Which members of a join are recorded, however, in any order.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="join">The path of the join.</param>
    IReadOnlyList<int> MemberIndices(string flowId, string join);

    /// <summary>Members of a join in order of index, those whose values were freed passed over.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="join">The path of the join.</param>
    /// <param name="first">The first index.</param>
    /// <param name="count">How many at most.</param>
    IReadOnlyList<RecordedOutcome> Members(string flowId, string join, int first, int count);

    /// <summary>Members of a join that have a place in the order of ends, in that order, those whose values were freed passed over.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="join">The path of the join.</param>
    /// <param name="after">The place behind which they begin.</param>
    /// <param name="count">How many at most.</param>
    IReadOnlyList<EndedMember> Ends(string flowId, string join, int after, int count);

    /// <summary>The values of members of a flow that lie elsewhere, each with the path of its join: all but inline ones, those that are freed, and none.</summary>
    /// <param name="flowId">The flow.</param>
    IReadOnlyList<KeyValuePair<string, FlowValue>> References(string flowId);

    /// <summary>What a flow waits for under a key, or has.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="name">The name of the event.</param>
    /// <param name="key">The key; empty for none.</param>
    AwaitedEvent? Wait(string flowId, string name, string key);

    /// <summary>All that a flow waits for or has, in any order.</summary>
    /// <param name="flowId">The flow.</param>
    IReadOnlyList<AwaitedEvent> Waits(string flowId);

    /// <summary>A value that was put aside.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="path">The path of the step that yielded it.</param>
    byte[]? Value(string flowId, string path);

    /// <summary>Whether one of some scopes is cancelled.</summary>
    /// <param name="key">The flow.</param>
    /// <param name="scopes">The scopes.</param>
    bool IsCancelled(FlowKey key, IReadOnlyList<string> scopes);

    /// <summary>The last run of a step of a flow with compensations.</summary>
    /// <param name="key">The flow.</param>
    /// <param name="path">The path of the step.</param>
    BegunStep? Run(FlowKey key, string path);

    /// <summary>Whether a step of a flow has begun and not ended, one of them left out.</summary>
    /// <param name="key">The flow.</param>
    /// <param name="except">The path of the step that is left out, or null.</param>
    bool HasRun(FlowKey key, string? except);

    /// <summary>Whether a message is parked or was carried over.</summary>
    /// <param name="messageId">Its id.</param>
    bool IsParked(string messageId);

    /// <summary>The messages that are parked for a generation and were not carried over, in the order in which they were parked.</summary>
    /// <param name="key">The flow, in that generation.</param>
    IReadOnlyList<TaskMessage> Parked(FlowKey key);

    /// <summary>A message that is owed or waits.</summary>
    /// <param name="messageId">The id that it is kept by.</param>
    OwedMessage? Owed(string messageId);

    /// <summary>The messages of a flow that are owed or wait and have an origin, in the order in which they were added.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="origin">The origin (<see cref="OwedMessage.Origin"/>).</param>
    IReadOnlyList<OwedMessage> HandedOffAs(string flowId, string origin);

    /// <summary>The messages of a flow that are owed or wait, in the order in which they were added.</summary>
    /// <param name="flowId">The flow.</param>
    IReadOnlyList<OwedMessage> OwedOf(string flowId);

    /// <summary>The history of a step.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="path">The path of the step.</param>
    KnownStep? Step(string flowId, string path);

    /// <summary>The histories of the steps of a flow, in any order.</summary>
    /// <param name="flowId">The flow.</param>
    IReadOnlyList<StepRecord> Steps(string flowId);

    /// <summary>The histories of the steps of a flow that were put off until a time (<see cref="StepRecord.Until"/>), in any order.</summary>
    /// <param name="flowId">The flow.</param>
    IReadOnlyList<StepRecord> HeldSteps(string flowId);

    /// <summary>The steps of a flow by task and state, with the sum of their progress (none counts as 0), in any order.</summary>
    /// <param name="flowId">The flow.</param>
    IReadOnlyList<StepCount> StepCounts(string flowId);

    /// <summary>What a holder has of a permit.</summary>
    /// <param name="name">What is limited.</param>
    /// <param name="holder">The holder.</param>
    Permit? Permit(string name, string holder);

    /// <summary>How many permits are held.</summary>
    /// <param name="name">What is limited.</param>
    /// <param name="since">Those that are held since before this time are lost, and do not count.</param>
    int HeldPermits(string name, DateTimeOffset since);

    /// <summary>Who stands first in line for a permit.</summary>
    /// <param name="name">What is limited.</param>
    Permit? NextPermit(string name);

    /// <summary>The places in line for permits that messages of a flow have, in any order.</summary>
    /// <param name="flowId">The flow.</param>
    IReadOnlyList<Permit> WaitingPermits(string flowId);

    /// <summary>The place of a flow's generation in the line of its key.</summary>
    /// <param name="flow">The flow, in that generation.</param>
    Turn? Turn(FlowKey flow);

    /// <summary>The places of flows that have their turn, in the order in which they were taken.</summary>
    /// <param name="key">The key of the line.</param>
    IReadOnlyList<Turn> HeldTurns(string key);

    /// <summary>The places of flows that wait for their turn, the first of the line first.</summary>
    /// <param name="key">The key of the line.</param>
    /// <param name="count">How many at most.</param>
    IReadOnlyList<Turn> WaitingTurns(string key, int count);

    /// <summary>A rate limit.</summary>
    /// <param name="name">What is limited.</param>
    Rate? Rate(string name);

    /// <summary>A lease.</summary>
    /// <param name="name">The name of the lease.</param>
    Lease? Lease(string name);

    /// <summary>A schedule.</summary>
    /// <param name="name">The name of the schedule.</param>
    ScheduleState? Schedule(string name);

    /// <summary>A worker.</summary>
    /// <param name="id">The id of the worker.</param>
    WorkerRow? Worker(string id);
}
