using System.Data.Common;

namespace TypedTasks;

/// <summary>Starts flows and asks about them.</summary>
public interface ITaskClient
{
    /// <summary>
    /// Starts a flow that is kept in the store. When the call returns the flow is accepted: it reaches a terminal state
    /// even if the broker is down right now.
    /// </summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">What to run.</param>
    /// <param name="cancellationToken">Gives up; the flow may then have been accepted or not.</param>
    /// <returns>
    /// The flow that was started. Where the id (<c>WithId</c>) is that of a flow with the same plan, or another flow holds the unique key, nothing is started, and this is
    /// the handle of that one: <see cref="TaskHandle{TOut}.Existed"/>.
    /// </returns>
    /// <exception cref="TaskArgumentException">An argument cannot be written as JSON.</exception>
    /// <exception cref="FlowConflictException">The id is that of a flow with another plan: other steps, arguments or options.</exception>
    /// <exception cref="InvalidOperationException">No store is configured.</exception>
    ValueTask<TaskHandle<TOut>> EnqueueAsync<TOut>(ISignature<TOut> signature, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a flow in a transaction of yours, so that your data and the flow are there together or not at all: with the PostgreSQL store, and a transaction on its database (of EF Core,
    /// <c>db.Database.CurrentTransaction.GetDbTransaction()</c>). The flow begins once you have committed: at once where <see cref="TaskHandle{TOut}.StartAsync"/> is called then, otherwise within about a second, and
    /// where this process dies, by the upkeep of another one.
    /// </summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">What to run. <c>Unique</c> is refused: who holds a key cannot be known before the commit.</param>
    /// <param name="transaction">The transaction, open.</param>
    /// <param name="cancellationToken">Gives up; the transaction is then of no more use.</param>
    /// <exception cref="TaskArgumentException">An argument cannot be written as JSON.</exception>
    /// <exception cref="FlowConflictException">The id is that of a flow with another plan: other steps, arguments or options.</exception>
    /// <exception cref="InvalidOperationException">The store takes no part in transactions of others, or the flow has a unique key.</exception>
    /// <exception cref="ArgumentException">The transaction is over, or of another kind of database.</exception>
    ValueTask<TaskHandle<TOut>> EnqueueAsync<TOut>(ISignature<TOut> signature, DbTransaction transaction, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("This client takes no part in transactions of others.");

    /// <summary>Not possible: the signature is partial.</summary>
    /// <typeparam name="TIn">What is missing.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">The partial signature.</param>
    /// <param name="cancellationToken">Unused.</param>
    [Obsolete("A partial signature cannot be enqueued alone: give its input, EnqueueAsync(partial, input), give its missing arguments (the first type argument), or pipe a step that yields them into it with |.", error: true)]
    ValueTask<TaskHandle<TOut>> EnqueueAsync<TIn, TOut>(ISignature<TIn, TOut> signature, CancellationToken cancellationToken = default);

    /// <summary>Starts a partial signature with its input, as <c>Signature.Value(input) | signature</c> would. Its id, name and unique key are those of the flow.</summary>
    /// <typeparam name="TIn">What is missing: one value, or a tuple of two or more.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">What to run.</param>
    /// <param name="input">What it misses.</param>
    /// <param name="cancellationToken">Gives up; the flow may then have been accepted or not.</param>
    /// <exception cref="TaskArgumentException">The input or an argument cannot be written as JSON.</exception>
    /// <exception cref="FlowConflictException">The id is that of a flow with another plan: other steps, arguments or options.</exception>
    /// <exception cref="InvalidOperationException">No store is configured.</exception>
    ValueTask<TaskHandle<TOut>> EnqueueAsync<TIn, TOut>(ISignature<TIn, TOut> signature, TIn input, CancellationToken cancellationToken = default) =>
        EnqueueAsync(Signature.Bind(signature, input), cancellationToken);

    /// <summary>
    /// Starts a flow and forgets it: no handle, no store. Its last step's result is dropped; a final failure ends in the
    /// dead-letter queue.
    /// </summary>
    /// <param name="signature">What to run: a call or a sequence of calls.</param>
    /// <param name="cancellationToken">Gives up waiting for the broker; the flow may then run or not.</param>
    /// <exception cref="TaskArgumentException">An argument cannot be written as JSON.</exception>
    /// <exception cref="InvalidOperationException">The flow needs a store: it has groups, tuples, Each, or a plan of over 48 KB.</exception>
    /// <exception cref="TransportException">The broker did not accept it.</exception>
    ValueTask SendAsync<TOut>(ISignature<TOut> signature, CancellationToken cancellationToken = default);

    /// <summary>Not possible: the signature is partial.</summary>
    /// <typeparam name="TIn">What is missing.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">The partial signature.</param>
    /// <param name="cancellationToken">Unused.</param>
    [Obsolete("A partial signature cannot be sent alone: give its input, SendAsync(partial, input), give its missing arguments (the first type argument), or pipe a step that yields them into it with |.", error: true)]
    ValueTask SendAsync<TIn, TOut>(ISignature<TIn, TOut> signature, CancellationToken cancellationToken = default);

    /// <summary>Starts a partial signature with its input and forgets it, as the other form does.</summary>
    /// <typeparam name="TIn">What is missing: one value, or a tuple of two or more.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">What to run: a call or a sequence of calls.</param>
    /// <param name="input">What it misses.</param>
    /// <param name="cancellationToken">Gives up waiting for the broker; the flow may then run or not.</param>
    /// <exception cref="TaskArgumentException">The input or an argument cannot be written as JSON.</exception>
    /// <exception cref="InvalidOperationException">The flow needs a store: it has groups, tuples, Each, or a plan of over 48 KB.</exception>
    /// <exception cref="TransportException">The broker did not accept it.</exception>
    ValueTask SendAsync<TIn, TOut>(ISignature<TIn, TOut> signature, TIn input, CancellationToken cancellationToken = default) =>
        SendAsync(Signature.Bind(signature, input), cancellationToken);

    /// <summary>A handle to a flow that was enqueued earlier, or elsewhere.</summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="flowId">The id of the flow.</param>
    /// <exception cref="ArgumentException">It cannot be a flow id.</exception>
    TaskHandle<TOut> GetHandle<TOut>(string flowId);

    /// <summary>Where a flow stands.</summary>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<FlowStatus> GetStatusAsync(string flowId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Cancels a flow for good: no further step starts later than the cancellation lag after the call has returned, and
    /// running ones see their CancellationToken. A flow that has ended stays as it ended.
    /// </summary>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="cancellationToken">Gives up; the flow may then be cancelled or not.</param>
    /// <returns>The state that is recorded.</returns>
    ValueTask<FlowState> CancelAsync(string flowId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Says something to a flow, which goes on with it where it waits for the event (<see cref="Wait.For"/>). What comes before the wait is kept for it. The first event stands, and so does a time-out that came before: a later call
    /// changes nothing and is told what is recorded. It is one transaction of the store.
    /// </summary>
    /// <typeparam name="T">What is said.</typeparam>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="taskEvent">The event.</param>
    /// <param name="value">The value: as JSON 64 KB at most.</param>
    /// <param name="key">The key of the wait; null where it has none.</param>
    /// <param name="cancellationToken">Gives up; the event may then be recorded or not.</param>
    /// <returns>What became of it, and what is recorded.</returns>
    /// <exception cref="ArgumentException">The id or the key has another form, or the value cannot be written as JSON or is larger.</exception>
    /// <exception cref="StoreException">The store did not answer: whether the event is recorded is not known. Call again.</exception>
    ValueTask<RaiseResult<T>> RaiseAsync<T>(
        string flowId, TaskEvent<T> taskEvent, T value, string? key = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Says something to the flow that waits for an event under a key. A flow is found from its acceptance on where it was composed with the key (<c>WithKey</c>), and from its wait on where the key
    /// came from the step before (<see cref="Wait.Keyed"/>).
    /// </summary>
    /// <typeparam name="T">What is said.</typeparam>
    /// <param name="taskEvent">The event.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value: as JSON 64 KB at most.</param>
    /// <param name="cancellationToken">Gives up; the event may then be recorded or not.</param>
    /// <returns>What became of it, and for which flow; of several running flows that wait under the key none gets it (<see cref="RaiseOutcome.KeyAmbiguous"/>).</returns>
    /// <exception cref="ArgumentException">The key has another form, or the value cannot be written as JSON or is larger.</exception>
    /// <exception cref="StoreException">The store did not answer: whether the event is recorded is not known. Call again.</exception>
    ValueTask<RaiseResult<T>> RaiseAsync<T>(TaskEvent<T> taskEvent, string key, T value, CancellationToken cancellationToken = default);

    /// <summary>A flow and where each of its steps stands.</summary>
    /// <param name="flowId">The id of the flow; one that the store does not know is in state <see cref="FlowState.Unknown"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<FlowDetails> GetAsync(string flowId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tells where a flow stands: at once, and whenever that has changed, until it has ended, which is the last that is told; a flow that the store does not know is told once. What lies between two looks is not told:
    /// the store is looked at twenty times a second while something happens, and twice a second while nothing does. <c>TypedResults.ServerSentEvents(client.WatchAsync(id))</c> is an endpoint.
    /// </summary>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="cancellationToken">Ends the watching, not the flow.</param>
    /// <exception cref="ArgumentException">It cannot be a flow id.</exception>
    /// <exception cref="StoreException">The store did not answer. Watch again: it begins with where the flow stands then.</exception>
    IAsyncEnumerable<FlowUpdate> WatchAsync(string flowId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("This client watches no flows.");

    /// <summary>Lists flows, newest first, reading page after page as they are asked for.</summary>
    /// <param name="filter">Which flows; null for all that are kept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    IAsyncEnumerable<FlowSummary> ListAsync(FlowFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Lists some flows, newest first.</summary>
    /// <param name="filter">Which flows; null for all that are kept.</param>
    /// <param name="pageSize">How many at most, 1 to 1,000.</param>
    /// <param name="continuationToken">Null first, then what the page before carried.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The token is none that a page carried.</exception>
    ValueTask<FlowPage> ListPageAsync(
        FlowFilter? filter = null, int pageSize = 100, string? continuationToken = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes flows that have ended, and all that is kept of them. Running flows stay, and so do those that ended within
    /// the last hour: messages of them may still be on their way.
    /// </summary>
    /// <param name="filter">Which flows.</param>
    /// <param name="cancellationToken">Gives up; what was deleted by then stays deleted.</param>
    /// <returns>How many flows were deleted.</returns>
    ValueTask<int> PurgeAsync(FlowFilter filter, CancellationToken cancellationToken = default);

    /// <summary>
    /// Runs a failed flow on from where it failed: what has succeeded stays, what has failed or was cancelled because of it
    /// runs again from its first attempt, with the input it had. A flow that has not failed stays as it is, and so does one
    /// of which something was undone: a step with a compensation had succeeded. One whose unique key another flow holds by now stays failed, too:
    /// retry it when that one has ended. Of several callers at once one retries.
    /// </summary>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="cancellationToken">Gives up; the flow may then run again or not.</param>
    /// <returns>Whether this call has retried it, its state, and why it was not retried.</returns>
    ValueTask<RetryResult> RetryAsync(string flowId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends the messages of a flow again that its broker has lost, those of its side branches included, where the store keeps them (<c>TypedTasksOptions.RecordHandOffs</c>): all that were sent and not handed off. A step whose
    /// message is there after all runs twice, as after a crash; whatever is recorded stays. Meant for flows that are quiet (<see cref="FlowSummary.QuietSince"/>) and for the loss of a whole broker.
    /// </summary>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="cancellationToken">Gives up; the messages may then be sent or not, and are owed where they were not.</param>
    /// <returns>How many messages were sent, or why none.</returns>
    /// <exception cref="StoreException">The store did not answer.</exception>
    ValueTask<ResumeResult> ResumeAsync(string flowId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts the plan of a flow that has ended, however it ended, as a new flow with a new id, from its first step: for flows that cannot be retried because
    /// something of them was undone, and for those that shall run once more. The new flow has the arguments, options, headers, compensations and the name of the first, its
    /// unique key, and a new deadline. Delays count anew, and what <c>At</c> holds back until a time that has passed starts at once. Its steps start their own flows anew. The first
    /// flow stays as it is. Each call starts another flow.
    /// </summary>
    /// <param name="flowId">The id of the flow that has ended.</param>
    /// <param name="cancellationToken">Gives up; the new flow may then have been accepted or not.</param>
    /// <returns>
    /// The id of the new flow, or why there is none: the flow is not known (<see cref="FlowRefusal.NotFound"/>), has not ended (<see cref="FlowRefusal.Running"/>,
    /// <see cref="FlowRefusal.Compensating"/>), or another flow holds its unique key (<see cref="FlowRefusal.KeyHeld"/>).
    /// </returns>
    /// <exception cref="StoreException">The store did not accept it, or nobody knows.</exception>
    /// <exception cref="InvalidOperationException">A time in the plan lies beyond the lifetime that flows have by now.</exception>
    ValueTask<StartAgainResult> StartAgainAsync(string flowId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends the dead letters of a queue again, those of its transfer dead-letter queue included, and removes them: a flow of
    /// the store is retried, as <see cref="RetryAsync"/> does it; a flow that was sent without a store goes on from the step of
    /// the letter, with all its attempts. Letters that came while the call runs may stay for another one.
    /// </summary>
    /// <param name="queue">The name of the queue.</param>
    /// <param name="flowId">Only letters of this flow; null for all.</param>
    /// <param name="cancellationToken">Gives up between two letters; what was replayed by then runs again.</param>
    /// <returns>How many were sent again, and why others were not.</returns>
    /// <exception cref="TransportException">The broker refused or could not be reached; letters that were not dealt with stay.</exception>
    /// <exception cref="NotSupportedException">The transport cannot receive dead letters.</exception>
    ValueTask<ReplayReport> ReplayDeadLettersAsync(string queue, string? flowId = null, CancellationToken cancellationToken = default);
}
