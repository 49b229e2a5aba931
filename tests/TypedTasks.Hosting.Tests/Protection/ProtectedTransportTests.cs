using Microsoft.Extensions.Time.Testing;
using TypedTasks.Hosting.Protection;
using TypedTasks.Testing;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Tests.Protection;

/// <summary>A transport behind the border is a transport, for messages that are as large as it says.</summary>
public sealed class ProtectedTransportTests
{
    private const int Largest = 64 * 1024;

    // What it says of sizes is a little less than what fits, because protectors fill up blocks.
    public static TheoryData<string> Checks =>
        [.. TransportContract.Names.Where(static n => !n.StartsWith("A message that is larger than the broker takes", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        await using var host = new TransportHost();
        await TransportContract.CheckAsync(check, host);
    }

    [Fact]
    public async Task A_body_of_the_size_that_it_names_fits_once_it_is_protected()
    {
        await using var inner = new InMemoryTransport(new FakeTimeProvider(), new() { MaxMessageBytes = Largest });
        await using var transport = new ProtectedTransport(inner, new PlainProtector());
        var most = await transport.GetMaxMessageBytesAsync("q", CancellationToken.None);
        Assert.InRange(most, Largest - 256, Largest - 1);
        await transport.SendAsync([Message(most)], CancellationToken.None);
        await Assert.ThrowsAsync<MessageTooLargeException>(() => transport.SendAsync([Message(Largest)], CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task A_protector_whose_keys_are_away_is_a_broker_that_is_away()
    {
        await using var transport = new ProtectedTransport(new InMemoryTransport(), new PlainProtector { IsAway = true });
        var failed = await Assert.ThrowsAsync<TransportException>(() => transport.SendAsync([Message(10)], CancellationToken.None).AsTask());
        Assert.True(failed.IsTransient);
    }

    private static TaskMessage Message(int length)
    {
        var body = new byte[length];
        body.AsSpan().Fill((byte)' ');
        (body[0], body[^1]) = ((byte)'{', (byte)'}');
        return new() { Id = $"m{length}", Queue = "q", FlowId = "f", Subject = "t", Step = "", Body = body };
    }

    private sealed class TransportHost : TransportContractHost
    {
        private readonly FakeTimeProvider time = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        private int queues;

        public TransportHost() =>
            Transport = new ProtectedTransport(new InMemoryTransport(time, new() { MaxMessageBytes = Largest }), new PlainProtector());

        public override ITransport Transport { get; }

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
            await Transport.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
