using System.Text;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>What a sender sent: immutable, one byte array, shared by every copy of the message.</summary>
internal sealed class MessageContent
{
    public static MessageContent Empty { get; } = new() { Bytes = [] };

    public required byte[] Bytes { get; init; }

    /// <summary>Where the sender's annotations lie: the entries of the map, without its header.</summary>
    public int AnnotationsStart { get; init; }

    public int AnnotationsLength { get; init; }

    public int AnnotationsCount { get; init; }

    /// <summary>Where the bare message (properties, application properties, body) begins.</summary>
    public int BareStart { get; init; }

    /// <summary>Where the message id lies, with the code of its type; there is none if this has no length.</summary>
    public int IdStart { get; init; }

    public int IdLength { get; init; }

    public bool HasId => IdLength > 0;

    /// <summary>The message id as text in UTF-8, which is how ids of all types are compared.</summary>
    public ReadOnlySpan<byte> Id => MessageIdentity.Read(Bytes.AsSpan(IdStart, IdLength));

    public string? MessageId => HasId ? Encoding.UTF8.GetString(Id) : null;

    public string? SessionId { get; init; }

    public bool? Durable { get; init; }

    public byte? Priority { get; init; }

    /// <summary>The time to live as the header has it, in milliseconds.</summary>
    public uint? HeaderTimeToLive { get; init; }

    /// <summary>How long the sender lets it live, in milliseconds. A life of more than 49 days does not fit into the header.</summary>
    public long? TimeToLive => HeaderTimeToLive == uint.MaxValue ? MessageParser.Lifetime(this) ?? HeaderTimeToLive : HeaderTimeToLive;

    /// <summary>When the message is to appear, in Unix milliseconds; zero for at once.</summary>
    public long ScheduledFor { get; init; }

    public ReadOnlySpan<byte> Annotations => Bytes.AsSpan(AnnotationsStart, AnnotationsLength);

    public ReadOnlySpan<byte> Bare => Bytes.AsSpan(BareStart);

    public int Size => Bytes.Length;

    /// <summary>Takes a message from a client: what is malformed anywhere in it is refused.</summary>
    public static MessageContent Receive(byte[] bytes)
    {
        MessageParser.Check(bytes);
        return MessageParser.Parse(bytes);
    }

    /// <summary>Takes a message that was received before.</summary>
    public static MessageContent Parse(byte[] bytes) => MessageParser.Parse(bytes);

    /// <summary>An annotation of the sender that is a text; null if there is none.</summary>
    public string? FindAnnotation(string name)
    {
        var reader = new AmqpReader(Annotations);
        for (var i = 0; i < AnnotationsCount; i++)
        {
            var key = AmqpValueReader.Read(ref reader);
            if (key is Symbol { Text: var text } && text == name)
                return AmqpValueReader.Read(ref reader) as string;
            reader.Skip();
        }

        return null;
    }
}
