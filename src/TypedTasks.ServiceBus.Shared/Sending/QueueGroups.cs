using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Sending;

/// <summary>Puts messages for the same queue together, in the order in which the queues first appear.</summary>
internal static class QueueGroups
{
    public static IEnumerable<ArraySegment<TaskMessage>> Of(TaskMessage[] messages)
    {
        if (messages.Length == 0)
            return [];
        var first = messages[0].Queue;
        return Array.TrueForAll(messages, m => string.Equals(m.Queue, first, StringComparison.OrdinalIgnoreCase))
            ? [messages]
            : messages.GroupBy(m => m.Queue, StringComparer.OrdinalIgnoreCase)
                .Select(g => new ArraySegment<TaskMessage>([.. g]));
    }
}
