using TypedTasks.Transport;

namespace TypedTasks.Wire;

/// <summary>
/// A message that goes back to its queue for a reason that is not the task's fault: the same body byte for byte, under an id of its own, so that duplicate
/// detection does not swallow it. The broker's delivery count then means one thing: a worker died on it or lost its lock.
/// </summary>
internal static class SentOn
{
    /// <summary>A worker that stops hands it back, without delay.</summary>
    /// <param name="delivery">The message.</param>
    /// <param name="hasStart">Whether a rate limit has given it its start: the next run needs no other.</param>
    /// <param name="now">Now.</param>
    public static TaskMessage HandedBack(IDelivery delivery, bool hasStart, DateTimeOffset now) =>
        Next(delivery, now) with { HandBacks = delivery.Message.HandBacks + 1, HasStart = hasStart };

    /// <summary>Nobody here can deal with it now: it comes again after a pause.</summary>
    public static TaskMessage Postponed(IDelivery delivery, DateTimeOffset now, TimeSpan pause) => Next(delivery, now) with { NotBefore = now + pause };

    /// <summary>A message as it is kept, by its name, as it is sent: what was sent before has another id.</summary>
    public static TaskMessage Resumed(TaskMessage kept) => kept.Deferral == 0 ? kept : kept with { Id = MessageIds.SentOn(kept.Id, kept.Deferral) };

    /// <summary>How often a message was delivered before without an outcome, under this id and those that it had.</summary>
    public static int DeliveriesOf(IDelivery delivery) => (int)Math.Min((long)delivery.Message.Deliveries + delivery.DeliveryCount, int.MaxValue);

    private static TaskMessage Next(IDelivery delivery, DateTimeOffset now)
    {
        var message = delivery.Message;
        var deferral = message.Deferral + 1;
        return message with
        {
            Id = MessageIds.SentOn(message.Id, deferral),
            Deferral = deferral,
            Deliveries = DeliveriesOf(delivery),
            FirstArrivedAt = message.FirstArrivedAt ?? now,
            NotBefore = null,
        };
    }
}
