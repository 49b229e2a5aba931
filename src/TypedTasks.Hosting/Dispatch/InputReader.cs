using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Input: brings in what a step takes, where it is not in the message.</summary>
internal sealed class InputReader(FlowStore store) : IDispatchStep
{
    public ValueTask<Conclusion?> HandleAsync(Arrival arrival, CancellationToken stopping)
    {
        arrival.Input = arrival.Envelope.Input;
        return arrival.Call is null || arrival.Input.Kind is ValueKind.None or ValueKind.Inline ? default : ReadAsync(arrival, stopping);
    }

    private async ValueTask<Conclusion?> ReadAsync(Arrival arrival, CancellationToken stopping)
    {
        arrival.Input = FlowValue.Inline(await ValueReader.ReadAsync(store, arrival.Key, arrival.Input, stopping).ConfigureAwait(false));
        return null;
    }
}
