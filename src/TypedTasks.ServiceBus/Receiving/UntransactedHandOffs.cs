using TypedTasks.ServiceBus.Clients;
using TypedTasks.ServiceBus.Sending;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>
/// Hand-offs for brokers without transactions: send, wait, then complete. If the completion fails the step runs again and sends
/// the same ids, which duplicate detection drops within its window.
/// </summary>
internal sealed class UntransactedHandOffs(ClientContext context, SenderSet senders) : IClientHandOffs
{
    public bool TryBegin(ClientDelivery handOff)
    {
        _ = RunAsync(handOff);
        return true;
    }

    public void End()
    {
        // Nothing waits here: what was begun hears from its links.
    }

    private async Task RunAsync(ClientDelivery handOff)
    {
        try
        {
            await senders.SendAsync([.. handOff.HandOffMessages], null, CancellationToken.None)
                .WaitAsync(context.Options.OperationTimeout, context.Time).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            handOff.Fail(context.Failure.Of(e, "A hand-off"));
            return;
        }

        await handOff.CompleteAfterSendingAsync().ConfigureAwait(false);
    }
}
