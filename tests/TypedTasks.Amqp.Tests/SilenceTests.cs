using System.Diagnostics.Metrics;
using TypedTasks.Transport;
using TypedTasks.Transports.Tests;

namespace TypedTasks.Amqp.Tests;

public sealed class SilenceTests
{
    [Fact]
    public async Task A_link_that_brings_nothing_although_messages_lie_in_its_queue_is_opened_again_and_shows()
    {
        var findings = 0;
        var twice = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, self) =>
            {
                if (instrument.Name == "typedtasks.servicebus.silences")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            if (tags[0].Value is "silent" && Interlocked.Increment(ref findings) == 3)
                twice.SetResult();
        });
        listener.Start();

        // Somebody else holds the message: from here it looks as if the link did not bring it.
        await using var broker = await TestBroker.StartAsync(new Emulator.QueueOptions { Name = "silent" });
        await using var holder = await broker.NewTransport().OpenReceiverAsync("silent", new(1, 0), default);
        await broker.NewTransport().SendAsync([TestBroker.NewMessage("a", "silent")], default);
        var held = await holder.NextAsync();

        var log = new LogSignals();
        await using var receiver = await broker
            .NewTransport(static o => o.SilenceLimit = TimeSpan.FromMilliseconds(50), log).OpenReceiverAsync("silent", new(1, 0), default);
        Assert.Contains("although messages lie in it that are not held here", await log.Said(19), StringComparison.Ordinal);
        await log.Said(5);
        await twice.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(ReceiverState.Silent, receiver.Health.State);

        await holder.StopAsync(default);
        await held.AbandonAsync();
        await (await receiver.NextAsync()).CompleteAsync([]);
        Assert.Equal(ReceiverHealth.Open, receiver.Health);
    }
}
