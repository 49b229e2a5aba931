namespace TypedTasks.Operations;

/// <summary>Mends flows. Each action is written down: who, when, why, what, and what came of it (<see cref="IFlowReader.GetActionsAsync"/>).</summary>
public interface IFlowActions
{
    /// <summary>Runs a failed flow on from where it failed (<see cref="ITaskClient.RetryAsync"/>).</summary>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="by">Who, and why.</param>
    /// <param name="cancellationToken">Gives up; it may then be done or not.</param>
    ValueTask<ActionResult> RetryAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default);

    /// <summary>Cancels a flow for good (<see cref="ITaskClient.CancelAsync"/>).</summary>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="by">Who, and why.</param>
    /// <param name="cancellationToken">Gives up; it may then be done or not.</param>
    ValueTask<ActionResult> CancelAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default);

    /// <summary>Deletes a flow that has ended more than an hour ago, and all that is kept of it.</summary>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="by">Who, and why.</param>
    /// <param name="cancellationToken">Gives up; it may then be done or not.</param>
    ValueTask<ActionResult> PurgeAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default);

    /// <summary>Sends the messages of a flow again that its broker has lost (<see cref="ITaskClient.ResumeAsync"/>).</summary>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="by">Who, and why.</param>
    /// <param name="cancellationToken">Gives up; it may then be done or not.</param>
    ValueTask<ActionResult> ResumeAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default);

    /// <summary>Starts the plan of a flow that has ended as a new flow (<see cref="ITaskClient.StartAgainAsync"/>).</summary>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="by">Who, and why.</param>
    /// <param name="cancellationToken">Gives up; it may then be done or not.</param>
    ValueTask<ActionResult> StartAgainAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default);

    /// <summary>Says something to a flow that waits for it, or will.</summary>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="eventName">The name of the event.</param>
    /// <param name="key">The key of the wait; null where it has none.</param>
    /// <param name="json">What is said, as JSON, 64 KB at most. Where this process knows the event it must be of its type.</param>
    /// <param name="by">Who, and why.</param>
    /// <param name="cancellationToken">Gives up; it may then be done or not.</param>
    /// <exception cref="ArgumentException">It is no JSON, not of the type of the event, or too long.</exception>
    ValueTask<ActionResult> RaiseAsync(string flowId, string eventName, string? key, string json, ActionBy by, CancellationToken cancellationToken = default);

    /// <summary>Goes once through the dead letters of a queue, and lets their flows go on (<see cref="ITaskClient.ReplayDeadLettersAsync"/>).</summary>
    /// <param name="queue">The name of the queue.</param>
    /// <param name="flowId">Only the letters of this flow; null for all.</param>
    /// <param name="by">Who, and why.</param>
    /// <param name="cancellationToken">Gives up; what is done by then stays done.</param>
    /// <exception cref="TransportException">The broker does not answer, or there is none.</exception>
    ValueTask<ActionResult> ReplayDeadLettersAsync(string queue, string? flowId, ActionBy by, CancellationToken cancellationToken = default);

    /// <summary>How many flows an action would be done to, 10,000 at most: what a person is shown before it is done.</summary>
    /// <param name="action">What is to be done.</param>
    /// <param name="filter">Which flows. Of their states only the one counts that the action is for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<int> PreviewAsync(BulkAction action, FlowFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Does the same to many flows. Nothing is done where more are selected than were expected: what a person has agreed to is not outgrown.</summary>
    /// <param name="action">What is to be done.</param>
    /// <param name="filter">Which flows. Of their states only the one counts that the action is for.</param>
    /// <param name="expected">How many flows it may be at most: what <see cref="PreviewAsync"/> has told, 1 to 10,000.</param>
    /// <param name="by">Who, and why.</param>
    /// <param name="cancellationToken">Gives up; what is done by then stays done.</param>
    ValueTask<BulkResult> ApplyAsync(BulkAction action, FlowFilter filter, int expected, ActionBy by, CancellationToken cancellationToken = default);

    /// <summary>Pauses a schedule (<see cref="ISchedules.PauseAsync"/>).</summary>
    /// <param name="name">The name of the schedule.</param>
    /// <param name="by">Who, and why.</param>
    /// <param name="cancellationToken">Gives up; it may then be done or not.</param>
    /// <exception cref="ArgumentException">There is no such schedule.</exception>
    ValueTask<ActionResult> PauseScheduleAsync(string name, ActionBy by, CancellationToken cancellationToken = default);

    /// <summary>Ends the pause of a schedule (<see cref="ISchedules.ResumeAsync"/>).</summary>
    /// <param name="name">The name of the schedule.</param>
    /// <param name="by">Who, and why.</param>
    /// <param name="cancellationToken">Gives up; it may then be done or not.</param>
    /// <exception cref="ArgumentException">There is no such schedule.</exception>
    ValueTask<ActionResult> ResumeScheduleAsync(string name, ActionBy by, CancellationToken cancellationToken = default);

    /// <summary>Starts a run of a schedule now (<see cref="ISchedules.RunNowAsync"/>).</summary>
    /// <param name="name">The name of the schedule.</param>
    /// <param name="by">Who, and why.</param>
    /// <param name="cancellationToken">Gives up; it may then be done or not.</param>
    /// <exception cref="ArgumentException">There is no such schedule.</exception>
    ValueTask<ActionResult> RunScheduleAsync(string name, ActionBy by, CancellationToken cancellationToken = default);

    /// <summary>Runs what a schedule would have run in a time that has passed (<see cref="ISchedules.BackfillAsync"/>).</summary>
    /// <param name="name">The name of the schedule.</param>
    /// <param name="from">The first time.</param>
    /// <param name="until">The time before which it ends.</param>
    /// <param name="by">Who, and why.</param>
    /// <param name="cancellationToken">Gives up; it may then be done or not.</param>
    /// <exception cref="ArgumentException">There is no such schedule, or the times cannot be.</exception>
    ValueTask<ActionResult> BackfillScheduleAsync(string name, DateTimeOffset from, DateTimeOffset until, ActionBy by, CancellationToken cancellationToken = default);
}
