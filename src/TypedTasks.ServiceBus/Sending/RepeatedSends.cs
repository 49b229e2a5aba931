using TypedTasks.ServiceBus.Clients;
using TypedTasks.ServiceBus.Observability;
using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Sending;

/// <summary>
/// Sends what is not part of a hand-off. What failed for a passing reason is sent again under the same id: the broker's duplicate
/// detection drops what it has already.
/// </summary>
internal sealed class RepeatedSends(ClientContext context, SenderSet senders)
{
    // Whoever sends waits for it, so it goes out soon after the broker is back; receivers, which nobody waits for, take their time.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public async ValueTask SendAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pending = messages as TaskMessage[] ?? [.. messages];
        var start = context.Time.GetTimestamp();
        var doubts = new Doubts();
        for (var attempt = 0; pending.Length > 0; attempt++)
        {
            // By reference: the same message may be there twice.
            var accepted = new HashSet<TaskMessage>(ReferenceEqualityComparer.Instance);
            TransportException failure;
            try
            {
                await senders.SendAsync(pending, accepted, cancellationToken)
                    .WaitAsync(context.Options.SendTimeout, context.Time, cancellationToken).ConfigureAwait(false);
                TransportMetrics.Sent(messages.Count);
                return;
            }
            catch (TimeoutException e)
            {
                throw context.Failure.Of(e, "Sending");
            }
            catch (TransportException e) when (e.IsTransient || doubts.Remains(e))
            {
                failure = e;
            }

            lock (accepted)
                pending = Array.FindAll(pending, m => !accepted.Contains(m));
            var pause = context.Options.Backoff(attempt);
            pause = pause < LongestPause ? pause : LongestPause;
            if (context.Time.GetElapsedTime(start) + pause > context.Options.SendTimeout)
                throw failure;
            TransportLog.SendRepeated(context.Log, context.Endpoint, pause, failure);
            await Task.Delay(pause, context.Time, cancellationToken).ConfigureAwait(false);
        }
    }
}
