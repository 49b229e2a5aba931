using TypedTasks.Emulator;
using TypedTasks.Testing;
using TypedTasks.Transport;

namespace TypedTasks.Transports.Tests;

public sealed class TransportContractTests
{
    public static TheoryData<string> Checks => [.. TransportContract.Names];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        await using var host = await EmulatorHost.StartAsync();
        await TransportContract.CheckAsync(check, host).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
    }

    private sealed class EmulatorHost : TransportContractHost
    {
        private readonly TestBroker broker;
        private int queues;

        private EmulatorHost(TestBroker broker)
        {
            this.broker = broker;
            Transport = broker.NewTransport();
        }

        public static async Task<EmulatorHost> StartAsync() => new(await TestBroker.StartAsync(
            [.. Enumerable.Range(1, 4).Select(i => new QueueOptions
            {
                Name = i < 4 ? $"queue-{i}" : "ordered",
                LockDuration = TimeSpan.FromSeconds(5),
                RequiresDuplicateDetection = true,
                RequiresSession = i == 4,
            })]));

        public override ITransport Transport { get; }

        public override TimeProvider Time => TimeProvider.System;

        public override TimeSpan LockDuration => TimeSpan.FromSeconds(5);

        public override ValueTask<string> CreateQueueAsync() => ValueTask.FromResult($"queue-{++queues}");

        public override ValueTask<string> CreateOrderedQueueAsync() => ValueTask.FromResult("ordered");

        public override async ValueTask PassAsync(TimeSpan duration) => await Task.Delay(duration, TimeProvider.System);

        public override async ValueTask DisposeAsync()
        {
            await broker.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
