using TypedTasks.Transport;

namespace TypedTasks.Transports.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task A_lost_connection_shows_until_it_is_open_again()
    {
        await using var broker = await TestBroker.StartAsync();
        var log = new LogSignals();
        await using var receiver = await broker.NewTransport(loggers: log).OpenReceiverAsync("work", new(1, 0), default);
        Assert.Equal(ReceiverHealth.Open, receiver.Health);

        await broker.Emulator.DisposeAsync();
        await log.Said(2);
        Assert.Equal(ReceiverState.Reconnecting, receiver.Health.State);
        Assert.Contains("ueue 'work'", receiver.Health.Problem, StringComparison.Ordinal);

        await broker.RestartAsync();
        await log.Said(5);
        Assert.Equal(ReceiverHealth.Open, receiver.Health);
    }
}
