using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using TypedTasks.ServiceBus.Clients;
using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Sending;

/// <summary>The senders of one client, one per queue.</summary>
internal sealed class SenderSet(ClientContext context, ServiceBusClient client)
{
    private readonly ConcurrentDictionary<string, ServiceBusSender> senders = new(StringComparer.OrdinalIgnoreCase);

    public ClientContext Context => context;

    public ServiceBusSender Of(string queue) => senders.GetOrAdd(queue, static (name, open) => open.CreateSender(name), client);

    /// <summary>How large a batch may be, which every message fits into that the queue takes; more is known only on Premium, and not to the public.</summary>
    public async ValueTask<int> MaxMessageBytesAsync(string queue, CancellationToken cancellationToken)
    {
        if (context.Limits.Find(queue) is { } known)
            return known;
        try
        {
            using var batch = await Of(queue).CreateMessageBatchAsync(cancellationToken).ConfigureAwait(false);
            var limit = (int)Math.Min(int.MaxValue, batch.MaxSizeInBytes);
            context.Limits.Announced(queue, limit);
            return limit;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw context.Failure.Of(e, "Asking for the size of messages", queue);
        }
    }

    /// <summary>Sends messages to their queues. What has been accepted is added to a set, also if the rest fails.</summary>
    public async Task SendAsync(TaskMessage[] messages, HashSet<TaskMessage>? accepted, CancellationToken cancellationToken)
    {
        List<Task> queues = [];
        foreach (var group in QueueGroups.Of(messages))
            queues.Add(new QueueSends(this, group[0].Queue, accepted).RunAsync(group, cancellationToken));
        await Task.WhenAll(queues).ConfigureAwait(false);
    }
}
