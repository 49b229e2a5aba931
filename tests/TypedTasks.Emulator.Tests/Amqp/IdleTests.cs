using Amqp;
using Amqp.Framing;
using Microsoft.Extensions.Time.Testing;

namespace TypedTasks.Emulator.Tests.Amqp;

/// <summary>Here every connection is quiet as soon as it has nothing to read, and waits with the others for its next byte.</summary>
public sealed class IdleTests : IAsyncLifetime
{
    private readonly FakeTimeProvider wire = new();
    private ServiceBusEmulator emulator = null!;

    public async Task InitializeAsync() => emulator = await ServiceBusEmulator.StartAsync(new()
    {
        WireTime = wire,
        Quiet = TimeSpan.Zero,
        Queues = { new QueueOptions { Name = "q" } },
    });

    public async Task DisposeAsync() => await emulator.DisposeAsync();

    [Fact]
    public async Task A_quiet_connection_misses_nothing()
    {
        await using var client = await LiteClient.ConnectAsync(emulator, "q");
        await using var other = await LiteClient.ConnectAsync(emulator, "q");
        var sender = client.Sender("q");
        var receiver = other.Receiver("q");
        receiver.SetCredit(1000, CreditMode.Manual);
        for (var i = 0; i < 200; i++)
        {
            await sender.SendAsync(LiteClient.Message($"{i}"));
            var message = await receiver.ReceiveAsync(TimeSpan.FromSeconds(10));
            Assert.Equal($"{i}", message.Properties.MessageId);
            Assert.IsType<Accepted>(await other.SettleAsync(message, new Accepted()));
        }
    }

    [Fact]
    public void A_quiet_connection_hears_heartbeats_and_of_its_own_silence()
    {
        using var client = new RawClient(emulator.Port);
        client.Send([.. RawClient.SaslHeader, .. RawClient.AnonymousInit(), .. RawClient.AmqpHeader, .. RawClient.Frame(0x10, "raw", null, 65536u, null, 15_000u)]);
        client.Read(8);
        client.ReadFrame();
        client.ReadFrame();
        client.Read(8);
        client.ReadFrame();
        wire.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(8, client.ReadFrameBytes().Length);
        wire.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(0x18ul, client.ReadFrame().Tag);
        Assert.True(client.IsClosedByPeer());
    }

    [Fact]
    public void A_quiet_connection_can_be_dropped()
    {
        using var client = RawClient.Open(emulator);
        Assert.Equal(1, emulator.Faults.DropConnections());
        Assert.True(client.IsClosedByPeer());
    }

    [Fact]
    public async Task A_hundred_quiet_connections_end_with_the_emulator()
    {
        var clients = Enumerable.Range(0, 100).Select(_ => RawClient.Open(emulator)).ToList();
        await emulator.DisposeAsync();
        clients.ForEach(client =>
        {
            Assert.Equal(0x18ul, client.ReadFrame().Tag);
            Assert.True(client.IsClosedByPeer());
            client.Dispose();
        });
    }
}
