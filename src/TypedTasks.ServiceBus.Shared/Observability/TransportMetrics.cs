using System.Diagnostics.Metrics;

namespace TypedTasks.ServiceBus.Observability;

/// <summary>What the transport counts. Without a listener nothing is counted and nothing allocated.</summary>
internal static class TransportMetrics
{
    public const string MeterName = "TypedTasks.ServiceBus";
    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> ReceivedCounter =
        Meter.CreateCounter<long>("typedtasks.servicebus.received", "{message}", "Messages taken from a queue.");

    private static readonly Counter<long> SentCounter =
        Meter.CreateCounter<long>("typedtasks.servicebus.sent", "{message}", "Messages sent outside hand-offs.");

    private static readonly Counter<long> RenewalCounter =
        Meter.CreateCounter<long>("typedtasks.servicebus.lock.renewals", "{lock}", "Locks renewed.");

    private static readonly Counter<long> LostLockCounter =
        Meter.CreateCounter<long>("typedtasks.servicebus.lock.lost", "{lock}", "Locks lost while their step ran.");

    private static readonly Counter<long> ReconnectCounter =
        Meter.CreateCounter<long>("typedtasks.servicebus.reconnects", "{connection}", "Connections opened again after a loss.");

    private static readonly Counter<long> SilenceCounter =
        Meter.CreateCounter<long>("typedtasks.servicebus.silences", "{finding}", "Times that an open link brought nothing although messages lay in its queue.");

    private static readonly Histogram<int> HandOffSize =
        Meter.CreateHistogram<int>("typedtasks.servicebus.handoff.size", "{handoff}", "Hand-offs that share a transaction.");

    public static void Received(string queue) => Add(ReceivedCounter, queue, 1);

    public static void Sent(int count)
    {
        if (SentCounter.Enabled)
            SentCounter.Add(count);
    }

    public static void Renewed(string queue, int count) => Add(RenewalCounter, queue, count);

    public static void LockLost(string queue) => Add(LostLockCounter, queue, 1);

    public static void Reconnected(string queue) => Add(ReconnectCounter, queue, 1);

    public static void Silent(string queue) => Add(SilenceCounter, queue, 1);

    public static void HandedOff(string queue, int size)
    {
        if (HandOffSize.Enabled)
            HandOffSize.Record(size, Tag(queue));
    }

    private static void Add(Counter<long> counter, string queue, int count)
    {
        if (counter.Enabled)
            counter.Add(count, Tag(queue));
    }

    private static KeyValuePair<string, object?> Tag(string queue) => new("messaging.destination.name", queue);
}
