using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Sending;

/// <summary>Sends what a broker has lost of a flow, where the store keeps it.</summary>
internal sealed class FlowResume(FlowStore store, Outbox outbox, BrokerIncarnation broker)
{
    private const int MaxSendsAtOnce = 100;

    public async ValueTask<(FlowRecord Flow, int Sent)> ResumeAsync(string flowId, CancellationToken cancellationToken)
    {
        // What was handed off here is not missing, although that was not written yet.
        await store.FlushAsync().ConfigureAwait(false);
        var (flow, messages) = await store.ExecuteAsync(new ResumeFlow(flowId) { Broker = broker.Id }, cancellationToken).ConfigureAwait(false);
        foreach (var some in messages.Select(SentOn.Resumed).Chunk(MaxSendsAtOnce))
            await outbox.SendOwedAsync(flow.Key, some, cancellationToken).ConfigureAwait(false);
        return (flow, messages.Count);
    }
}
