using TypedTasks.Contracts;
using TypedTasks.ServiceBus.Links;

namespace TypedTasks.ServiceBus.Sending;

/// <summary>
/// Sends what is not part of a hand-off, over one shared connection. What failed for a passing reason is sent again under
/// the same id: the broker's duplicate detection drops what it has already.
/// </summary>
internal sealed class ClientSender(BrokerContext context, SharedConnection connection)
{
    public async ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken)
    {
        var pending = messages as TaskMessage[] ?? [.. messages];
        var start = context.Time.GetTimestamp();
        for (var attempt = 0; pending.Length > 0; attempt++)
        {
            TransportException failure;
            try
            {
                (pending, var failed) = await TryAsync(pending, cancellationToken).ConfigureAwait(false);
                if (failed is null)
                {
                    TransportMetrics.Sent(messages.Count);
                    return;
                }

                failure = failed;
            }
            catch (TransportException e) when (e.IsTransient)
            {
                failure = e;
            }

            var pause = context.Backoff(attempt);
            if (context.Time.GetElapsedTime(start) + pause > context.Options.SendTimeout) throw failure;
            TransportLog.SendRepeated(context.Log, context.Endpoint, pause, failure);
            await Task.Delay(pause, context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Opens the link to a queue, which says what it takes.</summary>
    public async ValueTask<int> GetMaxMessageBytesAsync(string queue, CancellationToken cancellationToken)
    {
        var links = await connection.GetLinksAsync(cancellationToken).ConfigureAwait(false);
        return (await links.GetAsync(queue, cancellationToken).ConfigureAwait(false)).MaxMessageSize;
    }

    // Returns the messages that are still to be sent, and why.
    private async ValueTask<(TaskMessage[] Unsent, TransportException? Failure)> TryAsync(
        TaskMessage[] messages, CancellationToken cancellationToken)
    {
        var links = await connection.GetLinksAsync(cancellationToken).ConfigureAwait(false);
        var round = new SendRound();
        List<PendingTransfer> transfers = [];
        TransportException? failure = null;
        try
        {
            await TransferPlan.StartAsync(context, links, messages, round, transfers, null, cancellationToken).ConfigureAwait(false);
        }
        catch (TransportException e)
        {
            failure = e;
        }

        round.Seal();
        await WaitAsync(links, round, cancellationToken).ConfigureAwait(false);
        foreach (var transfer in transfers)
        {
            if (transfer.IsAccepted) continue;
            var error = transfer.Explain(context.Failure, "Sending");
            if (failure is null or { IsTransient: true }) failure = error;
        }

        if (failure is null) return ([], null);
        if (!failure.IsTransient) throw failure;
        var accepted = transfers.Where(t => t.IsAccepted).SelectMany(t => t.Messages).ToHashSet();
        return ([.. messages.Where(m => !accepted.Contains(m))], failure);
    }

    private async Task WaitAsync(SenderLinks links, SendRound round, CancellationToken cancellationToken)
    {
        try
        {
            await round.Completion.WaitAsync(context.Options.SendTimeout, context.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What is not answered holds its places on the link: only another link has them again.
            await connection.RetireAsync(links).ConfigureAwait(false);
            throw context.Failure.OfTimeout("Sending");
        }
    }
}
