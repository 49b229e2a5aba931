using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Control;

/// <summary>The body of a message as a person reads it: text where it is text, otherwise its bytes in Base64.</summary>
internal static class MessageBody
{
    private const int MaxItems = 1_000;

    public static void Write(Utf8JsonWriter json, MessageContent content, int limit)
    {
        json.WriteStartObject("body");
        try
        {
            var (kind, bytes) = Read(content);
            json.WriteNumber("size", bytes.Length);
            WriteBytes(json, kind, bytes, limit);
        }
        catch (AmqpException unreadable)
        {
            json.WriteString("kind", "unreadable");
            json.WriteString("text", unreadable.Message);
        }

        json.WriteEndObject();
    }

    private static (string Kind, byte[] Bytes) Read(MessageContent content)
    {
        var reader = new AmqpReader(content.Bytes);
        reader.Seek(content.BareStart);
        var data = new List<byte>();
        var values = new List<object?>();
        var kind = "none";
        while (!reader.AtEnd)
        {
            switch (reader.ReadDescriptor())
            {
                case Descriptor.Data:
                    kind = "data";
                    data.AddRange(reader.ReadBytes());
                    break;
                case Descriptor.AmqpValue:
                    var value = AmqpValueReader.Read(ref reader);
                    if (value is byte[] binary)
                        return ("data", binary);
                    return ("value", Encoding.UTF8.GetBytes(value is string text ? text : Words(value)));
                case Descriptor.AmqpSequence:
                    kind = "sequence";
                    values.Add(AmqpValueReader.Read(ref reader));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return (kind, kind == "sequence" ? Encoding.UTF8.GetBytes(string.Join('\n', values.Select(Words))) : [.. data]);
    }

    private static void WriteBytes(Utf8JsonWriter json, string kind, byte[] bytes, int limit)
    {
        var length = Math.Min(bytes.Length, limit);
        var isText = Utf8.IsValid(bytes);
        // A character is shown whole or not at all.
        while (isText && length > 0 && length < bytes.Length && (bytes[length] & 0xC0) == 0x80)
            length--;
        json.WriteString("kind", isText || kind != "data" ? kind == "data" ? "text" : kind : "binary");
        if (isText)
            json.WriteString("text", bytes.AsSpan(0, length));
        else
            json.WriteBase64String("base64", bytes.AsSpan(0, length));
        if (length < bytes.Length)
            json.WriteBoolean("isCut", true);
    }

    /// <summary>A value in words that look like JSON.</summary>
    public static string Words(object? value) => value switch
    {
        null => "null",
        string text => JsonEncodedText.Encode(text) is var encoded ? $"\"{encoded}\"" : "",
        bool flag => flag ? "true" : "false",
        Symbol symbol => symbol.Text,
        byte[] bytes => Convert.ToBase64String(bytes),
        AmqpTimestamp time => Clock.Text(time.Milliseconds) ?? time.Milliseconds.ToString(CultureInfo.InvariantCulture),
        AmqpMap map => $"{{{string.Join(", ", map.Take(MaxItems).Select(static entry => $"{Words(entry.Key)}: {Words(entry.Value)}"))}}}",
        Described described => $"{Words(described.Tag)}({Words(described.Value)})",
        AmqpOpaque => "(a number without a counterpart)",
        IEnumerable<object?> list => $"[{string.Join(", ", list.Take(MaxItems).Select(Words))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
