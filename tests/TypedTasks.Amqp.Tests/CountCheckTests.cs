using Amqp;
using TypedTasks.Amqp.Wire;
using TypedTasks.Transports.Tests;

namespace TypedTasks.Amqp.Tests;

/// <summary>A count that its bytes cannot hold is refused before the client library allocates for it.</summary>
public sealed class CountCheckTests
{
    // A message annotation "x" that is an array of 300 million empty lists: 45 bytes, and 5.7 GB once it is decoded.
    private static readonly byte[] Bomb =
    [
        0x00, 0x53, 0x72, 0xC1, 0x0F, 0x02, 0xA3, 0x01, (byte)'x', 0xF0, 0x00, 0x00, 0x00, 0x05, 0x11, 0xE1, 0xA3, 0x00, 0x45,
        0x00, 0x53, 0x75, 0xA0, 0x02, (byte)'{', (byte)'}',
    ];

    [Fact]
    public void An_array_of_more_items_than_bytes_is_refused() => Assert.Throws<AmqpException>(static () => CountCheck.Message(Bomb));

    [Theory]
    [InlineData(new byte[] { 0xD0, 0x00, 0x00, 0x00, 0x05, 0x11, 0xE1, 0xA3, 0x00, 0x40 })]
    [InlineData(new byte[] { 0xD1, 0x00, 0x00, 0x00, 0x04, 0x7F, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0xB0, 0x7F, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0xE0, 0xFF, 0x01 })]
    [InlineData(new byte[] { 0x11 })]
    [InlineData(new byte[] { 0x00, 0x53 })]
    public void What_its_bytes_cannot_hold_is_refused(byte[] value) => Assert.Throws<AmqpException>(() => CountCheck.Message(value));

    [Fact]
    public void Nesting_has_an_end()
    {
        // Lists of one list each.
        var nested = Enumerable.Range(0, 100).Aggregate(new byte[] { 0x45 }, static (inner, _) => [0xC0, (byte)(inner.Length + 1), 1, .. inner]);
        Assert.Throws<AmqpException>(() => CountCheck.Message(nested));
    }

    [Fact]
    public void What_the_library_writes_passes()
    {
        CountCheck.Message(Span(MessageWriter.Write(TestBroker.NewMessage("a", body: new string('x', 1000)))));
        var odd = new Message("text")
        {
            Header = new() { Priority = 3 },
            MessageAnnotations = new(),
            ApplicationProperties = new(),
        };
        odd.MessageAnnotations.Map[new global::Amqp.Types.Symbol("m")] = new global::Amqp.Types.Map { ["k"] = new[] { 1, 2, 3 }, [2] = new global::Amqp.Types.List { 1L, "x", Guid.Empty } };
        odd.ApplicationProperties["when"] = DateTime.UnixEpoch;
        odd.ApplicationProperties["tokens"] = new[] { Guid.NewGuid(), Guid.NewGuid() };
        CountCheck.Message(Span(odd));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void A_frame_is_checked_in_whatever_pieces_it_comes(int piece)
    {
        Receive(new(), piece, Frame(more: false, [0x00, 0x53, 0x75, 0xA0, 0x01, 0x31]));
        Assert.Throws<AmqpException>(() => Receive(new(), piece, Frame(more: false, Bomb)));
    }

    [Fact]
    public void A_message_of_several_frames_is_checked_as_a_whole()
    {
        Assert.Throws<AmqpException>(static () => Receive(new(), 1000, Frame(more: true, Bomb[..12]), Frame(more: false, Bomb[12..])));
        Receive(new(), 1000, Frame(more: true, [0x00, 0x53, 0x75]), Frame(more: false, [0xA0, 0x01, 0x31]), Frame(more: false, [0x00, 0x53, 0x75, 0xA0, 0x00]));
    }

    private static ReadOnlySpan<byte> Span(Message message)
    {
        var encoded = message.Encode();
        return encoded.Buffer.AsSpan(encoded.Offset, encoded.Length);
    }

    // A transfer over handle 2.
    private static byte[] Frame(bool more, byte[] payload)
    {
        byte[] performative = [0x00, 0x53, 0x14, 0xC0, 0x0B, 0x06, 0x52, 0x02, 0x52, 0x07, 0xA0, 0x01, 0x01, 0x43, 0x42, more ? (byte)0x41 : (byte)0x42];
        performative[4] = (byte)(performative.Length - 5);
        var size = 8 + performative.Length + payload.Length;
        return [0, 0, (byte)(size >> 8), (byte)size, 2, 0, 0, 0, .. performative, .. payload];
    }

    // As the library reads: a header, then size and rest of each frame, as far as the network gives them.
    private static void Receive(FrameCheck check, int piece, params byte[][] frames)
    {
        Pieces(check, "AMQP\0\x1\0\0"u8.ToArray(), 0, 8, piece);
        foreach (var frame in frames)
        {
            Pieces(check, frame, 0, 4, piece);
            Pieces(check, frame, 4, frame.Length - 4, piece);
        }
    }

    private static void Pieces(FrameCheck check, byte[] buffer, int offset, int count, int piece)
    {
        for (var at = 0; at < count; at += piece)
            check.Received(buffer, offset + at, Math.Min(piece, count - at));
    }
}
