using TypedTasks.Amqp.Links;
using TypedTasks.Amqp.Sending;

namespace TypedTasks.Amqp.Receiving;

/// <summary>
/// Hand-offs for brokers without transactions: send, wait, then complete. If the completion fails the step runs again and sends
/// the same ids, which duplicate detection drops within its window.
/// </summary>
internal sealed class PlainHandOffs(BrokerContext context, SenderLinks links) : IHandOffs
{
    public Task PrepareAsync() => Task.CompletedTask;

    public bool TryBegin(AmqpDelivery handOff)
    {
        _ = RunAsync(handOff);
        return true;
    }

    public void End()
    {
        // Nothing waits here: what was begun hears from its links.
    }

    private async Task RunAsync(AmqpDelivery handOff)
    {
        try
        {
            var round = new SendRound();
            var transfers = new List<PendingTransfer>();
            await TransferPlan.StartAsync(
                context, links, [.. handOff.HandOffMessages], round, transfers, null, CancellationToken.None).ConfigureAwait(false);
            round.Seal();
            await round.Completion.WaitAsync(context.Options.OperationTimeout, context.Time).ConfigureAwait(false);
            if (transfers.Find(transfer => !transfer.IsAccepted) is { } refused)
                handOff.Fail(refused.Explain(context.Failure, "Sending"));
            else
                handOff.CompleteAfterSending();
        }
        catch (Exception e)
        {
            handOff.Fail(e as TransportException ?? context.Failure.OfTimeout("A hand-off"));
        }
    }
}
