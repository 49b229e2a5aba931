using TypedTasks.Emulator;
using TypedTasks.Transports.Tests;

namespace TypedTasks.ServiceBus.Tests;

/// <summary>The client library counts a message until the broker has said that it is settled; a queue goes on without that word.</summary>
public sealed class CreditTests
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public async Task Settlements_that_are_never_answered_do_not_stop_the_queue()
    {
        await using var broker = await TestBroker.StartAsync(new QueueOptions { Name = "work", LockDuration = TimeSpan.FromSeconds(10) });
        var transport = broker.NewTransport(static o => o.OperationTimeout = TimeSpan.FromSeconds(3));
        await transport.SendAsync([TestBroker.NewMessage("1"), TestBroker.NewMessage("2"), TestBroker.NewMessage("3")], Deadline);
        await using var receiver = await transport.OpenReceiverAsync("work", new(1, 0), Deadline);
        foreach (var id in new[] { "1", "2" })
        {
            broker.Emulator.Faults.LoseSettlementAnswers("work", 1);
            var delivery = (await receiver.ReceiveAsync(Deadline))!;
            Assert.Equal(id, delivery.Message.Id);
            await Assert.ThrowsAnyAsync<TransportException>(async () => await delivery.CompleteAsync([]));
        }

        var last = (await receiver.ReceiveAsync(Deadline))!;
        Assert.Equal("3", last.Message.Id);
        await last.CompleteAsync([]);
        Assert.Equal(0, broker.Emulator.GetCounts("work").Active);
    }
}
