namespace TypedTasks.Hosting.Client;

/// <summary>Runs around each flow that is enqueued or sent; the first one registered is the outermost.</summary>
internal interface IEnqueueMiddleware
{
    /// <summary>Goes on with <paramref name="next"/>, perhaps with another signature, or refuses the flow by throwing.</summary>
    ValueTask<TResult> EnqueueAsync<TOut, TResult>(ISignature<TOut> signature, Func<ISignature<TOut>, ValueTask<TResult>> next);
}
