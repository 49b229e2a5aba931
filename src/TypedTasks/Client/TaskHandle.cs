using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Serialization;

namespace TypedTasks;

/// <summary>A flow that was enqueued.</summary>
/// <typeparam name="TOut">The type of its result.</typeparam>
public sealed class TaskHandle<TOut>
{
    private readonly IFlowSource source;
    private readonly JsonTypeInfo<TOut> result;

    internal IFlowSource Source => source;

    internal JsonTypeInfo<TOut> Result => result;

    internal TaskHandle(string flowId, IFlowSource source, JsonTypeInfo<TOut> result, bool existed)
    {
        FlowId = flowId;
        Existed = existed;
        this.source = source;
        this.result = result;
    }

    /// <summary>The id of the flow.</summary>
    public string FlowId { get; }

    /// <summary>
    /// Whether the call that gave this handle started nothing: the flow with its id (<c>WithId</c>) had been accepted before, whether it still runs or has ended;
    /// an earlier run of the step had started it; or another flow holds its unique key, and this is the handle of that one. False where this
    /// call was the one that started it. Always true for a handle from <see cref="ITaskClient.GetHandle"/>, which does not ask whether the flow is there.
    /// </summary>
    public bool Existed { get; }

    /// <summary>
    /// Begins a flow that was enqueued in a transaction, now that you have committed it. Does nothing for a flow that has begun; who does not call it waits about a second.
    /// </summary>
    /// <param name="cancellationToken">Gives up; the flow begins all the same.</param>
    /// <exception cref="FlowUnknownException">The store does not know the flow: the transaction was not committed.</exception>
    public ValueTask StartAsync(CancellationToken cancellationToken = default) => source.StartAsync(FlowId, cancellationToken);

    /// <summary>Waits until the flow has ended.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the flow.</param>
    /// <returns>The result of the flow.</returns>
    /// <exception cref="TaskFailedException">The flow has failed.</exception>
    /// <exception cref="FlowCancelledException">The flow was cancelled.</exception>
    /// <exception cref="FlowUnknownException">The store does not know the flow.</exception>
    /// <exception cref="TaskResultException">
    /// The result cannot be read as a <typeparamref name="TOut"/>: the flow is of another result type, for the handle was made with another, or another flow holds the unique key.
    /// </exception>
    public async ValueTask<TOut> WaitAsync(CancellationToken cancellationToken = default)
    {
        var json = await source.WaitAsync(FlowId, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(json.Span, result)!;
        }
        catch (Exception e)
        {
            // Setters, constructors and converters of the user's types run here, and may throw anything.
            throw new TaskResultException(
                $"The result of flow {FlowId} cannot be read as {TypeNames.Of(typeof(TOut))}: {ExceptionText.MessageOf(e)} "
                + (Existed
                    ? "This handle is of a flow that was there before, so it may be one of another result type: use one unique key, and one id, for flows of one result type."
                    : "What the step at its end yields, and the type here, are written in different ways."),
                e);
        }
    }

    /// <summary>Where the flow stands.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<FlowStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        source.GetStatusAsync(FlowId, cancellationToken);

    /// <summary>Cancels the flow; see <see cref="ITaskClient.CancelAsync"/>.</summary>
    /// <param name="cancellationToken">Gives up; the flow may then be cancelled or not.</param>
    /// <returns>The state that is recorded.</returns>
    public ValueTask<FlowState> CancelAsync(CancellationToken cancellationToken = default) =>
        source.CancelAsync(FlowId, cancellationToken);
}
