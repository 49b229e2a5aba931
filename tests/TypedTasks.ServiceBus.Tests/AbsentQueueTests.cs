using TypedTasks.Transports.Tests;

namespace TypedTasks.ServiceBus.Tests;

/// <summary>The broker refuses a send to a queue that it does not know within the transaction, so nothing is handed off.</summary>
public sealed class AbsentQueueTests
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    [Fact]
    public async Task A_hand_off_to_an_absent_queue_is_refused_by_name_and_the_message_stays()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var transport = broker.NewTransport();
        await transport.SendAsync([TestBroker.NewMessage("cause")], Deadline);
        await using var receiver = await transport.OpenReceiverAsync("work", new(1, 0), Deadline);
        var delivery = (await receiver.ReceiveAsync(Deadline))!;
        var e = await Assert.ThrowsAsync<TransportException>(async () => await delivery.CompleteAsync([TestBroker.NewMessage("next", "absent")]));
        Assert.False(e.IsTransient);
        Assert.Contains("'absent'", e.Message, StringComparison.Ordinal);
        var again = (await receiver.ReceiveAsync(Deadline))!;
        Assert.Equal("cause", again.Message.Id);
        await again.CompleteAsync([]);
        Assert.Equal(0, broker.Emulator.GetCounts("work").Active);
    }
}
