namespace TypedTasks;

/// <summary>
/// Runs around each flow that is enqueued or sent, by clients and by tasks: <c>AddEnqueueMiddleware</c> adds it. What is added first is outermost. There is one of it in a process. A flow that is retried or started again keeps
/// the plan that it was accepted with, and does not come by here.
/// </summary>
public interface IEnqueueMiddleware
{
    /// <summary>Goes on with <paramref name="next"/>, once, and waits for it, perhaps with another signature (<see cref="EnqueueInvocation{TOut}.Signature"/>); or refuses the flow by throwing.</summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="invocation">The flow.</param>
    /// <param name="next">What lies further inside, the client last. It throws what <c>EnqueueAsync</c> or <c>SendAsync</c> throws.</param>
    ValueTask InvokeAsync<TOut>(EnqueueInvocation<TOut> invocation, Func<ValueTask> next);
}
