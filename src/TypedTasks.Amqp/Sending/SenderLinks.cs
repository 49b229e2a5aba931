using System.Collections.Concurrent;
using TypedTasks.Amqp.Links;

namespace TypedTasks.Amqp.Sending;

/// <summary>The sender links of one connection, one per queue, opened when first needed and again when the broker detached them.</summary>
internal sealed class SenderLinks(BrokerContext context, BrokerConnection connection, string? consumedQueue)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<QueueSender>>> links = new(StringComparer.OrdinalIgnoreCase);

    public ValueTask<QueueSender> GetAsync(string queue, CancellationToken cancellationToken)
    {
        if (links.TryGetValue(queue, out var known) && known.Value is { IsCompletedSuccessfully: true } task
            && !task.Result.IsClosed)
        {
            return new(task.Result);
        }

        return new(OpenAsync(queue, cancellationToken));
    }

    private async Task<QueueSender> OpenAsync(string queue, CancellationToken cancellationToken)
    {
        while (true)
        {
            var entry = this.links.GetOrAdd(queue, static (name, links) => new(() => links.AttachAsync(name)), this);
            try
            {
                var sender = await entry.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (!sender.IsClosed)
                    return sender;
            }
            catch (Exception) when (entry.Value.IsFaulted)
            {
                this.links.TryRemove(new(queue, entry));
                throw;
            }

            this.links.TryRemove(new(queue, entry));
        }
    }

    private Task<QueueSender> AttachAsync(string queue)
    {
        var via = consumedQueue is null || string.Equals(queue, consumedQueue, StringComparison.OrdinalIgnoreCase)
            ? null
            : consumedQueue;
        return QueueSender.OpenAsync(context, connection, queue, via, CancellationToken.None);
    }
}
