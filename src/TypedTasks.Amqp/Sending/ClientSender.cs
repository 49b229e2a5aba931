using TypedTasks.Amqp.Links;
using TypedTasks.ServiceBus.Observability;
using TypedTasks.Transport;

namespace TypedTasks.Amqp.Sending;

/// <summary>
/// Sends what is not part of a hand-off, over one shared connection. What failed for a passing reason is sent again under
/// the same id: the broker's duplicate detection drops what it has already.
/// </summary>
internal sealed class ClientSender(BrokerContext context, SharedConnection connection)
{
    // Whoever sends waits for it, so it goes out soon after the broker is back; receivers, which nobody waits for, take their time.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    // One state machine for all of it: this is what every send of every caller allocates.
    public async ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken)
    {
        var pending = messages as TaskMessage[] ?? [.. messages];
        var start = context.Time.GetTimestamp();
        for (var attempt = 0; pending.Length > 0; attempt++)
        {
            TransportException? failure = null;
            try
            {
                var links = await connection.GetLinksAsync(cancellationToken).ConfigureAwait(false);
                var round = new SendRound();
                List<PendingTransfer> transfers = new(1);
                try
                {
                    await TransferPlan.StartAsync(context, links, pending, round, transfers, null, cancellationToken).ConfigureAwait(false);
                }
                catch (TransportException e)
                {
                    failure = e;
                }

                round.Seal();
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

                failure = Worst(transfers, failure);
                if (failure is null)
                {
                    TransportMetrics.Sent(messages.Count);
                    return;
                }

                if (failure.IsTransient)
                    pending = Unsent(pending, transfers);
            }
            catch (TransportException e) when (e.IsTransient)
            {
                failure = e;
            }

            if (!failure.IsTransient)
                throw failure;
            var pause = context.Backoff(attempt);
            pause = pause < LongestPause ? pause : LongestPause;
            if (context.Time.GetElapsedTime(start) + pause > context.Options.SendTimeout)
                throw failure;
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

    // What cannot pass counts for more than what may pass the next time.
    private TransportException? Worst(List<PendingTransfer> transfers, TransportException? failure)
    {
        foreach (var transfer in transfers)
        {
            if (!transfer.IsAccepted && failure is null or { IsTransient: true })
                failure = transfer.Explain(context.Failure, "Sending");
        }

        return failure;
    }

    private static TaskMessage[] Unsent(TaskMessage[] messages, List<PendingTransfer> transfers)
    {
        var accepted = transfers.Where(static t => t.IsAccepted).SelectMany(static t => t.Messages).ToHashSet();
        return [.. messages.Where(m => !accepted.Contains(m))];
    }
}
