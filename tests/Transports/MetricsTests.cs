using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using TypedTasks.ServiceBus.Observability;

namespace TypedTasks.Transports.Tests;

public sealed class MetricsTests
{
    [Fact]
    public async Task What_is_sent_received_and_handed_off_is_counted()
    {
        var counted = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == TransportMetrics.MeterName)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Count(i, value, tags));
        listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Count(i, value, tags));
        listener.Start();

        await using var broker = await TestBroker.StartAsync(new Emulator.QueueOptions { Name = "counted" });
        var transport = broker.NewTransport();
        await using var receiver = await transport.OpenReceiverAsync("counted", new(4, 4), default);
        await transport.SendAsync([TestBroker.NewMessage("a", "counted")], default);
        await (await receiver.NextAsync()).CompleteAsync([TestBroker.NewMessage("b", "counted")]);
        await (await receiver.NextAsync()).CompleteAsync([]);

        Assert.Equal(2, counted["typedtasks.servicebus.received"]);
        Assert.Equal(1, counted["typedtasks.servicebus.handoff.size"]);

        void Count(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var tag in tags)
                if (tag.Value is "counted")
                    counted.AddOrUpdate(instrument.Name, value, (_, before) => before + value);
        }
    }
}
