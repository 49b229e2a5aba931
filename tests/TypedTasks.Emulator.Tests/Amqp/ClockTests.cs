using Microsoft.Extensions.Time.Testing;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Tests.Amqp;

/// <summary>What clients see of time on the wire: right before it is over, and when it is.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private const long MaxSilence = 480_000;
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly FakeTimeProvider wire = new();
    private ServiceBusEmulator emulator = null!;

    public async Task InitializeAsync() => emulator = await ServiceBusEmulator.StartAsync(new()
    {
        TimeProvider = time,
        WireTime = wire,
        Queues = { new QueueOptions { Name = "q" }, new QueueOptions { Name = "sessions", RequiresSession = true } },
    });

    public async Task DisposeAsync() => await emulator.DisposeAsync();

    [Theory]
    [InlineData(2_000u)]
    [InlineData(null)]
    public void Waiting_for_a_session_ends_in_time(uint? timeout)
    {
        using var client = RawClient.Open(emulator);
        var properties = new AmqpMap();
        if (timeout is not null)
            properties["com.microsoft:timeout"] = timeout;
        client.Send(NextSession(properties));
        Pass(client, (timeout ?? 60_000) - 1);
        // Nothing but the answer to the echo came.
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(0x12ul, client.ReadFrame().Tag);
        var detach = client.ReadFrame();
        Assert.Equal(0x16ul, detach.Tag);
        Assert.Equal(new Symbol("com.microsoft:timeout"), ((Described)detach.Field(2)!).Field(0));
    }

    [Fact]
    public void A_session_that_ends_detaches_its_link()
    {
        using var client = RawClient.Open(emulator);
        client.Send(NextSession(new AmqpMap()));
        client.AttachSender(1, "sessions");
        client.Send(RawClient.Transfer(
            Entities.World.Content("1", session: "a").Bytes, 1u, 0u, new byte[] { 1 }, 0u, true));
        Assert.Equal(0x12ul, client.ReadFrame().Tag);
        Pass(client, 59_999);
        time.Advance(TimeSpan.FromMilliseconds(1));
        var detach = client.ReadFrame();
        Assert.Equal(new Symbol("com.microsoft:session-lock-lost"), ((Described)detach.Field(2)!).Field(0));
    }

    [Fact]
    public void A_peer_that_is_silent_for_twice_its_time_is_sent_away()
    {
        using var silent = RawClient.Open(emulator);
        using var lively = RawClient.Open(emulator);
        for (var passed = 0L; passed < MaxSilence; passed += 60_000)
        {
            wire.Advance(TimeSpan.FromMinutes(1));
            Echo(lively);
        }

        // Exactly at the limit nothing happens yet; the next look is a second later.
        Echo(silent);
        wire.Advance(TimeSpan.FromMilliseconds(MaxSilence));
        Echo(lively);
        Echo(silent);
        wire.Advance(TimeSpan.FromMilliseconds(MaxSilence + 1000));
        var close = silent.ReadFrame();
        Assert.Equal(0x18ul, close.Tag);
        Assert.Equal(new Symbol("amqp:resource-limit-exceeded"), ((Described)close.Field(0)!).Field(0));
        Assert.True(silent.IsClosedByPeer());
    }

    private static byte[] NextSession(AmqpMap properties)
    {
        var filter = new AmqpMap();
        filter["com.microsoft:session-filter"] = null;
        return RawClient.Frame(
            0x12, "r", 0u, true, (byte)0, (byte)0, RawClient.State(0x28, "sessions", null, null, null, null, null, null, filter), RawClient.State(0x29),
            null, null, null, null, null, null, properties);
    }

    private void Pass(RawClient client, double milliseconds)
    {
        Echo(client);
        time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        Echo(client);
    }

    /// <summary>What comes before the answer to this came before it.</summary>
    private static void Echo(RawClient client)
    {
        client.Send(RawClient.Frame(0x13, 0u, 2048u, 0u, 2048u, null, null, null, null, false, true));
        Assert.Equal(0x13ul, client.ReadFrame().Tag);
    }
}
