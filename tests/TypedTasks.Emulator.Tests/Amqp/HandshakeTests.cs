namespace TypedTasks.Emulator.Tests.Amqp;

public sealed class HandshakeTests : IAsyncLifetime
{
    private const string Key = "a2V5";
    private ServiceBusEmulator emulator = null!;

    public async Task InitializeAsync() => emulator = await ServiceBusEmulator.StartAsync(new()
    {
        SharedAccessKey = Key,
        Queues = { new QueueOptions { Name = "q" } },
    });

    public async Task DisposeAsync() => await emulator.DisposeAsync();

    [Fact]
    public void The_handshake_may_be_split_at_every_byte()
    {
        byte[] handshake =
        [
            .. RawClient.SaslHeader, .. RawClient.PlainInit(Key), .. RawClient.AmqpHeader,
            .. RawClient.Frame(0x10, "raw"), .. RawClient.Frame(0x11, null, 0u, 2048u, 2048u),
            .. RawClient.Frame(0x12, "s", 0u, false, null, null, RawClient.State(0x28), RawClient.State(0x29, "q"), null, null, 0u),
        ];
        for (var split = 1; split < handshake.Length; split++)
        {
            using var client = new RawClient(emulator.Port);
            client.Send(handshake[..split]);
            client.Send(handshake[split..]);
            ExpectWelcome(client);
        }
    }

    [Fact]
    public void The_handshake_may_come_byte_by_byte()
    {
        using var client = new RawClient(emulator.Port);
        byte[] handshake =
        [
            .. RawClient.SaslHeader, .. RawClient.PlainInit(Key), .. RawClient.AmqpHeader,
            .. RawClient.Frame(0x10, "raw"), .. RawClient.Frame(0x11, null, 0u, 2048u, 2048u),
            .. RawClient.Frame(0x12, "s", 0u, false, null, null, RawClient.State(0x28), RawClient.State(0x29, "q"), null, null, 0u),
        ];
        foreach (var octet in handshake)
            client.Send([octet]);
        ExpectWelcome(client);
    }

    [Fact]
    public void Nothing_is_said_before_the_peer_has_spoken()
    {
        using var client = new RawClient(emulator.Port);
        client.Send(RawClient.SaslHeader);
        Assert.Equal(RawClient.SaslHeader, client.Read(8));
        Assert.Equal(0x40ul, client.ReadFrame().Tag);
        client.Send(RawClient.PlainInit(Key));
        Assert.Equal(0x44ul, client.ReadFrame().Tag);
        // The header and open of the server come only after those of the peer: the official client hangs otherwise.
        client.Send(RawClient.AmqpHeader);
        Assert.Equal(RawClient.AmqpHeader, client.Read(8));
        client.Send(RawClient.Frame(0x10, "raw"));
        Assert.Equal(0x10ul, client.ReadFrame().Tag);
    }

    [Fact]
    public void Wrong_plain_credentials_end_the_connection()
    {
        using var client = new RawClient(emulator.Port);
        client.Send([.. RawClient.SaslHeader, .. RawClient.PlainInit("guess")]);
        client.Read(8);
        client.ReadFrame();
        Assert.Equal((byte)1, client.ReadFrame().Field(0));
        Assert.True(client.IsClosedByPeer());
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("AMQP\u0000\u0000\u0009\u0001")]
    public void Another_protocol_is_answered_with_ours_and_closed(string opening)
    {
        using var client = new RawClient(emulator.Port);
        client.Send(System.Text.Encoding.Latin1.GetBytes(opening));
        Assert.Equal(RawClient.SaslHeader, client.Read(8));
        Assert.True(client.IsClosedByPeer());
    }

    [Fact]
    public void A_frame_that_claims_too_much_ends_the_connection()
    {
        using var client = RawClient.Open(emulator);
        client.Send([0x7f, 0xff, 0xff, 0xff, 2, 0, 0, 0]);
        var close = client.ReadFrame();
        Assert.Equal(0x18ul, close.Tag);
        Assert.True(client.IsClosedByPeer());
    }

    private static void ExpectWelcome(RawClient client)
    {
        Assert.Equal(RawClient.SaslHeader, client.Read(8));
        Assert.Equal(0x40ul, client.ReadFrame().Tag);
        Assert.Equal((byte)0, client.ReadFrame().Field(0));
        Assert.Equal(RawClient.AmqpHeader, client.Read(8));
        Assert.Equal([0x10ul, 0x11ul, 0x12ul, 0x13ul], Enumerable.Range(0, 4).Select(_ => (ulong)client.ReadFrame().Tag!));
    }
}
