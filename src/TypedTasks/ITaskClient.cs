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
    /// <exception cref="TaskArgumentException">An argument cannot be written as JSON.</exception>
    /// <exception cref="InvalidOperationException">No store is configured.</exception>
    ValueTask<TaskHandle<TOut>> EnqueueAsync<TOut>(ISignature<TOut> signature, CancellationToken cancellationToken = default);

    /// <summary>Not possible: the signature is partial.</summary>
    /// <typeparam name="TIn">What is missing.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">The partial signature.</param>
    /// <param name="cancellationToken">Unused.</param>
    [Obsolete("A partial signature cannot be enqueued: give its missing arguments (the first type argument), or pipe a step that yields them into it with |.", error: true)]
    ValueTask<TaskHandle<TOut>> EnqueueAsync<TIn, TOut>(ISignature<TIn, TOut> signature, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a flow and forgets it: no handle, no store. Its last step's result is dropped; a final failure ends in the
    /// dead-letter queue.
    /// </summary>
    /// <param name="signature">What to run: a call or a sequence of calls.</param>
    /// <param name="cancellationToken">Gives up waiting for the broker; the flow may then run or not.</param>
    /// <exception cref="TaskArgumentException">An argument cannot be written as JSON.</exception>
    /// <exception cref="InvalidOperationException">The flow needs a store: it has groups, tuples, Each, or a plan of over 48 KB.</exception>
    /// <exception cref="Contracts.TransportException">The broker did not accept it.</exception>
    ValueTask SendAsync<TOut>(ISignature<TOut> signature, CancellationToken cancellationToken = default);

    /// <summary>Not possible: the signature is partial.</summary>
    /// <typeparam name="TIn">What is missing.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">The partial signature.</param>
    /// <param name="cancellationToken">Unused.</param>
    [Obsolete("A partial signature cannot be sent: give its missing arguments (the first type argument), or pipe a step that yields them into it with |.", error: true)]
    ValueTask SendAsync<TIn, TOut>(ISignature<TIn, TOut> signature, CancellationToken cancellationToken = default);

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
}
