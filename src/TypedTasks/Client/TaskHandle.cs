using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks;

/// <summary>A flow that was enqueued.</summary>
/// <typeparam name="TOut">The type of its result.</typeparam>
public sealed class TaskHandle<TOut>
{
    private readonly IFlowSource source;
    private readonly JsonTypeInfo<TOut> result;

    internal TaskHandle(string flowId, IFlowSource source, JsonTypeInfo<TOut> result)
    {
        FlowId = flowId;
        this.source = source;
        this.result = result;
    }

    /// <summary>The id of the flow.</summary>
    public string FlowId { get; }

    /// <summary>Waits until the flow has ended.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the flow.</param>
    /// <returns>The result of the flow.</returns>
    /// <exception cref="TaskFailedException">The flow has failed.</exception>
    /// <exception cref="FlowCancelledException">The flow was cancelled.</exception>
    /// <exception cref="FlowUnknownException">The store does not know the flow.</exception>
    public async ValueTask<TOut> WaitAsync(CancellationToken cancellationToken = default)
    {
        var json = await source.WaitAsync(FlowId, cancellationToken).ConfigureAwait(false);
        return JsonSerializer.Deserialize(json.Span, result)!;
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
