using TypedTasks.Emulator;
using TypedTasks.Transport;
using TypedTasks.Transports.Tests;

namespace TypedTasks.ServiceBus.Tests;

/// <summary>Threads of the client library can wait for each other for ever (docs/internals/adr-transport-default.md). That is said, and keeps nobody from stopping. Nothing runs beside it: the threads that wait are those of the whole process.</summary>
[Collection(nameof(StandstillTests))]
[CollectionDefinition(nameof(StandstillTests), DisableParallelization = true)]
public sealed class StandstillTests
{
    private const int StandsStill = 23;
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_stands_still_is_told_of_and_can_be_left(bool isOrdered)
    {
        await using var broker = await TestBroker.StartAsync(new QueueOptions { Name = "work", RequiresSession = isOrdered });
        using var log = new LogSignals();
        var transport = broker.NewTransport(static o => o.OperationTimeout = TimeSpan.FromSeconds(1), log);
        await transport.SendAsync([TestBroker.NewMessage("1") with { OrderingKey = isOrdered ? "key" : null }], Deadline);
        var receiver = await transport.OpenReceiverAsync("work", new(1, 0) { Ordered = isOrdered }, Deadline);
        var delivery = (await receiver.ReceiveAsync(Deadline))!;
        Assert.Equal(ReceiverState.Open, receiver.Health.State);
        using (LibraryLock.HoldAllOf(receiver))
        {
            // It is completed over its link, and never comes back from there.
            var handOff = Task.Run(() => delivery.CompleteAsync([TestBroker.NewMessage("2") with { OrderingKey = isOrdered ? "key" : null }]).AsTask(), Deadline);
            Assert.Contains("Restart this process", await log.Said(StandsStill), StringComparison.Ordinal);
            Assert.Equal(ReceiverState.Stuck, receiver.Health.State);
            await receiver.DisposeAsync().AsTask().WaitAsync(Deadline);
            await transport.DisposeAsync().AsTask().WaitAsync(Deadline);
            Assert.False(handOff.IsCompletedSuccessfully);
        }
    }
}
