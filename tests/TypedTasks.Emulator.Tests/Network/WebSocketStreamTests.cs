using System.Text;
using TypedTasks.Emulator.Network;

namespace TypedTasks.Emulator.Tests.Network;

public sealed class WebSocketStreamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Data_comes_out_whole_however_it_is_cut_and_framed(int step)
    {
        var data = Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7)).ToArray();
        byte[] sent =
        [
            .. Frame(2, data[..10]), .. Frame(2, []), .. Frame(2, data[10..135], isFinal: false), .. Frame(9, "hi"u8.ToArray()),
            .. Frame(0, data[135..300], isFinal: false), .. Frame(10, []), .. Frame(0, data[300..400]), .. Frame(2, data[400..]),
        ];
        var wire = new Wire(sent, step);
        using var stream = new WebSocketStream(wire);
        var got = new byte[data.Length];
        stream.ReadExactly(got);
        Assert.Equal(data, got);
        Assert.Equal(0, stream.Read(new byte[1]));
        Assert.Equal([0x8A, 2, .. "hi"u8], wire.Sent);
    }

    [Theory]
    [InlineData("82 01 41", 1002)] // not masked
    [InlineData("C2 81 00000000 41", 1002)] // a reserved bit
    [InlineData("81 81 00000000 41", 1003)] // text
    [InlineData("83 81 00000000 41", 1003)] // an unknown kind of data
    [InlineData("80 81 00000000 41", 1002)] // a continuation of nothing
    [InlineData("02 81 00000000 41 82 81 00000000 41", 1002)] // a message within a message
    [InlineData("8B 80 00000000", 1002)] // an unknown control frame
    [InlineData("89 FE 0080", 1002)] // a ping that is too long
    [InlineData("09 80 00000000", 1002)] // a ping in pieces
    [InlineData("82 FF FFFFFFFFFFFFFFFF 00000000", 1002)] // a length below zero
    [InlineData("88 82 00000000 03E8", 1000)] // a farewell
    public void A_frame_that_ends_it_is_answered_with_the_reason(string frames, int reason)
    {
        var wire = new Wire(Convert.FromHexString(frames.Replace(" ", "", StringComparison.Ordinal)), 1000);
        using var stream = new WebSocketStream(wire);
        var buffer = new byte[10];
        while (stream.Read(buffer) > 0)
        {
            // Up to the frame in question.
        }

        Assert.Equal([0x88, 2, (byte)(reason >> 8), (byte)reason], wire.Sent);
        Assert.Equal(0, stream.Read(buffer));
    }

    [Fact]
    public void Every_cut_is_an_end_or_an_error_and_never_more()
    {
        var whole = Frame(2, Encoding.ASCII.GetBytes(new string('x', 300)));
        for (var length = 0; length < whole.Length; length++)
        {
            using var stream = new WebSocketStream(new Wire(whole[..length], 1000));
            var read = 0;
            try
            {
                for (int count; (count = stream.Read(new byte[64])) > 0;)
                    read += count;
            }
            catch (EndOfStreamException)
            {
                // In the middle of a head.
            }

            Assert.Equal(Math.Max(0, length - 8), read);
        }
    }

    [Theory]
    [InlineData(125, "827D")]
    [InlineData(126, "827E007E")]
    [InlineData(65535, "827EFFFF")]
    [InlineData(65536, "827F0000000000010000")]
    public void Lengths_are_written_in_the_shortest_way(int length, string head)
    {
        var wire = new Wire([], 1);
        using var stream = new WebSocketStream(wire);
        stream.Write(new byte[length]);
        Assert.Equal(head, Convert.ToHexString(wire.Sent[..^length]));
    }

    private static byte[] Frame(byte code, byte[] payload, bool isFinal = true)
    {
        byte[] mask = [1, 2, 3, 250];
        byte[] length = payload.Length <= 125 ? [(byte)(0x80 | payload.Length)]
            : payload.Length <= 65535 ? [0xFE, (byte)(payload.Length >> 8), (byte)payload.Length]
            : [0xFF, 0, 0, 0, 0, (byte)(payload.Length >> 24), (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length];
        return [(byte)((isFinal ? 0x80 : 0) | code), .. length, .. mask, .. payload.Select((octet, i) => (byte)(octet ^ mask[i & 3]))];
    }

    /// <summary>Gives what it was given, a few bytes at a time, and keeps what was written.</summary>
    private sealed class Wire(byte[] received, int step) : MemoryStream
    {
        private int at;

        public byte[] Sent => ToArray();

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(Math.Min(step, buffer.Length), received.Length - at);
            received.AsSpan(at, count).CopyTo(buffer);
            at += count;
            return count;
        }
    }
}
