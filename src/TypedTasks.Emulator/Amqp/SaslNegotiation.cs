using System.Text;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Amqp;

/// <summary>The SASL layer. Only PLAIN proves anything; the other mechanisms leave the proof to claims-based security.</summary>
internal static class SaslNegotiation
{
    private const byte FrameType = 1;
    private const byte Ok = 0;
    private const byte AuthenticationFailed = 1;

    public static void WriteMechanisms(AmqpWriter output)
    {
        var frame = output.BeginFrame(FrameType, 0);
        output.Describe(Descriptor.SaslMechanisms);
        var list = output.BeginCompound(FormatCode.List32);
        output.Value(new object?[]
        {
            new Symbol("MSSBCBS"), new Symbol("PLAIN"), new Symbol("ANONYMOUS"), new Symbol("EXTERNAL"),
        });
        output.EndCompound(list, 1);
        output.EndFrame(frame);
    }

    /// <summary>Answers the peer's choice; false if it may not go on.</summary>
    public static bool Answer(AmqpWriter output, ReadOnlySpan<byte> frame, Connection connection)
    {
        var reader = new AmqpReader(frame);
        if (reader.ReadDescriptor() != Descriptor.SaslInit)
            throw AmqpReader.Malformed("A SASL init was expected.");
        var count = reader.ReadListHeader(out _);
        var mechanism = count > 0 ? reader.ReadString() : null;
        var response = count > 1 ? reader.ReadBytes() : default;
        var accepted = mechanism switch
        {
            "ANONYMOUS" or "MSSBCBS" or "EXTERNAL" => true,
            "PLAIN" => connection.Claims.AllowsAll = IsValidPlain(response, connection),
            _ => false,
        };
        var start = output.BeginFrame(FrameType, 0);
        output.Describe(Descriptor.SaslOutcome);
        var list = output.BeginCompound(FormatCode.List32);
        output.UByte(accepted ? Ok : AuthenticationFailed);
        output.EndCompound(list, 1);
        output.EndFrame(start);
        return accepted;
    }

    private static bool IsValidPlain(ReadOnlySpan<byte> response, Connection connection)
    {
        var parts = Encoding.UTF8.GetString(response).Split('\0');
        return parts.Length == 3 && connection.Context.Key.Matches(parts[2]) && connection.TryJoin(parts[1]);
    }
}
