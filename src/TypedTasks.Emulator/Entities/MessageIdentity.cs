using System.Globalization;
using System.Text;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>Message ids as they lie in a message: nearly always text, and compared as text whatever they are.</summary>
internal static class MessageIdentity
{
    /// <summary>Refuses an id that is too long.</summary>
    public static void Check(ReadOnlySpan<byte> encoded)
    {
        if (encoded.Length <= MessageParser.MaxIdLength && IsText(encoded))
            return;
        if (Encoding.UTF8.GetCharCount(Read(encoded)) > MessageParser.MaxIdLength)
            throw new AmqpException(ErrorCondition.ArgumentError, $"The message id is longer than {MessageParser.MaxIdLength} characters.");
    }

    /// <summary>The id in UTF-8, without the code of its type.</summary>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> encoded)
    {
        var reader = new AmqpReader(encoded);
        if (IsText(encoded))
            return reader.ReadBytes();
        var text = AmqpValueReader.Read(ref reader) switch
        {
            Guid guid => guid.ToString(),
            byte[] bytes => Convert.ToBase64String(bytes),
            var other => Convert.ToString(other, CultureInfo.InvariantCulture),
        };
        return Encoding.UTF8.GetBytes(text ?? "");
    }

    private static bool IsText(ReadOnlySpan<byte> encoded) => encoded[0] is FormatCode.String8 or FormatCode.String32;
}
