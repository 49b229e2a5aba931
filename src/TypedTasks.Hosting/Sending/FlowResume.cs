using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Sending;

/// <summary>Sends what a broker has lost of a flow, where the store keeps it.</summary>
internal sealed class FlowResume(FlowStore store, Outbox outbox, BrokerIncarnation broker)
{
    public async ValueTask<(FlowRecord Flow, int Sent)> ResumeAsync(string flowId, CancellationToken cancellationToken)
    {
        // What was handed off here is not missing, although that was not written yet.
        await store.FlushAsync().ConfigureAwait(false);
        var (flow, messages) = await store.ExecuteAsync(new ResumeFlow(flowId) { Broker = broker.Id }, cancellationToken).ConfigureAwait(false);
        await outbox.SendOwedAsync(flow.Key, messages, cancellationToken).ConfigureAwait(false);
        return (flow, messages.Count);
    }
}
