using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>Whether an entity is there and open for an operation; null, or what the client hears instead.</summary>
internal static class Availability
{
    public static AmqpError? OfSending(MessageQueue queue) =>
        Of(queue, queue.Options.Status is EntityStatus.Disabled or EntityStatus.SendDisabled);

    public static AmqpError? OfReceiving(MessageQueue queue) =>
        Of(queue, queue.Options.Status is EntityStatus.Disabled or EntityStatus.ReceiveDisabled);

    private static AmqpError? Of(MessageQueue queue, bool isDisabled)
    {
        if (queue.IsGone)
            return EntityDirectory.Deleted(queue.Path);
        return isDisabled
            ? new(ErrorCondition.EntityDisabled, $"Messaging entity '{queue.Path}' is currently disabled. TrackingId:{Broker.Tracking()}")
            : null;
    }
}
