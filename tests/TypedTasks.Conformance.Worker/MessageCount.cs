using System.Diagnostics.Metrics;

namespace TypedTasks.Conformance.Worker;

/// <summary>Says on standard output how many messages the worker has taken: signals for whoever wants to kill it.</summary>
public static class MessageCount
{
    private static int taken;

    public static MeterListener Start()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "typedtasks.servicebus.received")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => Console.WriteLine($"took {Interlocked.Increment(ref taken)}"));
        listener.Start();
        return listener;
    }
}
