namespace TypedTasks.Emulator.Entities;

/// <summary>Gives the messages that wait in a queue to those who take them.</summary>
internal static class HandingOut
{
    /// <summary>Delivers while there is both a message and somebody to take it.</summary>
    public static void Pump(MessageQueue queue)
    {
        if (queue.Sessions is { } sessions)
        {
            sessions.Pump();
            return;
        }

        while (queue.Consumers.Next() is { } consumer && !MustWait(queue) && queue.TakeLive(null) is { } message)
        {
            Hand(queue, message, consumer);
            queue.Consumers.Served(consumer);
        }

        queue.Consumers.EndDrains(queue.ReadyCount == 0 || queue.Broker.Meter.IsSpent);
    }

    /// <summary>Whether there are no credits to hand out a message with; it is tried again when there are.</summary>
    public static bool MustWait(MessageQueue queue)
    {
        if (queue.ReadyCount == 0 || !queue.Broker.Meter.IsSpent)
            return false;
        queue.Broker.Meter.Wait(queue);
        return true;
    }

    public static void Hand(MessageQueue queue, BrokerMessage message, IConsumer consumer)
    {
        queue.Broker.Meter.Receive(message.Content);
        if (consumer.DeletesOnReceive)
            queue.Forget(message);
        else
            queue.Lock(message);
        consumer.Deliver(message);
    }
}
