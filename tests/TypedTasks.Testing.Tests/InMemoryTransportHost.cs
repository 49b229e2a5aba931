using Microsoft.Extensions.Time.Testing;
using TypedTasks.Transport;

namespace TypedTasks.Testing.Tests;

internal sealed class InMemoryTransportHost : TransportContractHost
{
    private readonly FakeTimeProvider time = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly InMemoryTransport transport;
    private int queues;

    public InMemoryTransportHost() => transport = new(time, new() { MaxMessageBytes = 64 * 1024 });

    public override ITransport Transport => transport;

    public override TimeProvider Time => time;

    public override TimeSpan LockDuration => TimeSpan.FromMinutes(1);

    public override ValueTask<string> CreateQueueAsync() => ValueTask.FromResult($"queue-{++queues}");

    public override ValueTask<string> CreateOrderedQueueAsync() => CreateQueueAsync();

    public override ValueTask PassAsync(TimeSpan duration)
    {
        time.Advance(duration);
        return ValueTask.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await transport.DisposeAsync();
        await base.DisposeAsync();
    }
}
