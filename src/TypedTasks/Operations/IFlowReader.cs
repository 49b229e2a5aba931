namespace TypedTasks.Operations;

/// <summary>Looks at flows, and changes nothing. What it reads is bounded, however many flows, members and messages there are.</summary>
public interface IFlowReader
{
    /// <summary>What somebody on duty looks at first.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<FlowOverview> GetOverviewAsync(CancellationToken cancellationToken = default);

    /// <summary>Finds flows, newest first.</summary>
    /// <param name="filter">Which flows.</param>
    /// <param name="pageSize">How many at most, 1 to 1,000.</param>
    /// <param name="continuationToken">Null first, then what the page before carried.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The token is none that a page carried.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<FlowPage> FindAsync(FlowFilter filter, int pageSize = 50, string? continuationToken = null, CancellationToken cancellationToken = default);

    /// <summary>Counts flows.</summary>
    /// <param name="filter">Which flows.</param>
    /// <param name="most">Where to stop counting, 1 to 100,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<int> CountAsync(FlowFilter filter, int most = 10_000, CancellationToken cancellationToken = default);

    /// <summary>A flow as a tree.</summary>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The tree; null where the store does not know the flow.</returns>
    /// <exception cref="ArgumentException">It cannot be a flow id.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<FlowOutline?> GetOutlineAsync(string flowId, CancellationToken cancellationToken = default);

    /// <summary>Some members of a node that is one node for many.</summary>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="path">The path of the node.</param>
    /// <param name="first">The index of the first member.</param>
    /// <param name="count">How many at most, 1 to 200.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The members; null where there is no such flow, or no such node with members.</returns>
    /// <exception cref="ArgumentException">It cannot be a flow id or a path.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<MemberPage?> GetMembersAsync(string flowId, string path, int first = 0, int count = 50, CancellationToken cancellationToken = default);

    /// <summary>A step with its values, as far as they are recorded and may be shown.</summary>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="path">The path of the step.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The step; null where there is no such flow, or no such step.</returns>
    /// <exception cref="ArgumentException">It cannot be a flow id or a path.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<StepDetails?> GetStepAsync(string flowId, string path, CancellationToken cancellationToken = default);

    /// <summary>What runs now, or waits for its next attempt.</summary>
    /// <param name="most">How many at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<IReadOnlyList<ActiveStepStatus>> GetActiveStepsAsync(int most = 100, CancellationToken cancellationToken = default);

    /// <summary>The kinds of failures, those seen last first.</summary>
    /// <param name="within">How long ago they must have been seen last, at most.</param>
    /// <param name="most">How many at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<IReadOnlyList<FailureGroup>> GetFailuresAsync(TimeSpan within, int most = 50, CancellationToken cancellationToken = default);

    /// <summary>What was counted of each task.</summary>
    /// <param name="within">How far to look back, to the minute: up to a day, or <see cref="TimeSpan.MaxValue"/> for all that was ever counted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<IReadOnlyList<TaskTotals>> GetTasksAsync(TimeSpan within, CancellationToken cancellationToken = default);

    /// <summary>What the broker says of the queues that this process knows, within a budget of questions.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<QueueStatus>> GetQueuesAsync(CancellationToken cancellationToken = default);

    /// <summary>Dead letters of a queue, without what they carry.</summary>
    /// <param name="queue">The name of the queue.</param>
    /// <param name="cursor">Null first, then what the list before carried.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">This process knows no such queue.</exception>
    /// <exception cref="TransportException">The broker does not answer, or there is none.</exception>
    ValueTask<DeadLetterList> GetDeadLettersAsync(string queue, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>What running flows wait for, the oldest first.</summary>
    /// <param name="eventName">The name of an event; null for all.</param>
    /// <param name="pageSize">How many at most, 1 to 1,000.</param>
    /// <param name="continuationToken">Null first, then what the page before carried.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The token is none that a page carried.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<WaitPage> GetWaitsAsync(string? eventName = null, int pageSize = 50, string? continuationToken = null, CancellationToken cancellationToken = default);

    /// <summary>The schedules that are stored, by name.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<IReadOnlyList<ScheduleEntry>> GetSchedulesAsync(CancellationToken cancellationToken = default);

    /// <summary>What operators have done, newest first.</summary>
    /// <param name="flowId">Only what was done to this flow; null for all.</param>
    /// <param name="pageSize">How many at most, 1 to 1,000.</param>
    /// <param name="continuationToken">Null first, then what the page before carried.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The token is none that a page carried.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<ActionPage> GetActionsAsync(string? flowId = null, int pageSize = 50, string? continuationToken = null, CancellationToken cancellationToken = default);

    /// <summary>Which flows have changed since a position of the feed: at most 1,000, in the order of commits. A change is told as soon as its transaction has committed.</summary>
    /// <param name="after">The position that the answer before has told; null for where the feed is now, without changes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<ChangePage> GetChangesAsync(string? after = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// A failed flow as an xunit test in C#: it begins at the step that failed, with what had arrived at it, in a <c>TaskTestHost</c>. Values are left out of it as they are left out of views; one place is marked for the services of the
    /// application.
    /// </summary>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="registration">The generated method that adds its tasks, such as <c>AddShopTasks</c>; null for the one that this process knows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The file; null where the store does not know the flow.</returns>
    /// <exception cref="ArgumentException">It has not failed, not in a step, or what had arrived there is not kept or not shown; the text says which.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<string?> ExportTestAsync(string flowId, string? registration = null, CancellationToken cancellationToken = default);
}
