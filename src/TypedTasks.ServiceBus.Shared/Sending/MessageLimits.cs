using System.Collections.Concurrent;

namespace TypedTasks.ServiceBus.Sending;

/// <summary>What links have announced that a message may have. A queue has one limit, whatever link leads to it; the last one counts.</summary>
internal sealed class MessageLimits
{
    private readonly ConcurrentDictionary<string, int> byQueue = new(StringComparer.OrdinalIgnoreCase);

    public void Announced(string queue, int bytes) => byQueue[queue] = bytes;

    public int? Find(string queue) => byQueue.TryGetValue(queue, out var bytes) ? bytes : null;
}
