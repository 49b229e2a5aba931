using System.Buffers.Binary;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>Writes a message as a receiver gets it: a fresh header, the broker's annotations, and the bare message as it came.</summary>
internal static class MessageEncoder
{
    /// <summary>More than header and annotations of the broker ever take.</summary>
    public const int Overhead = 512;

    /// <summary>Writes a message whose times are so many milliseconds ahead of the clients'.</summary>
    public static void Write(AmqpWriter writer, BrokerMessage message, long ahead, bool isBrowse = false)
    {
        var content = message.Content;
        WriteHeader(writer, message, content);
        writer.Describe(Descriptor.MessageAnnotations);
        var map = writer.BeginCompound(FormatCode.Map32);
        var count = content.AnnotationsCount;
        writer.Raw(content.Annotations);
        Entry(writer, BrokerAnnotation.EnqueuedTime, FormatCode.Timestamp, message.EnqueuedAt - ahead);
        Entry(writer, BrokerAnnotation.SequenceNumber, FormatCode.Long, message.SequenceNumber);
        Entry(writer, BrokerAnnotation.EnqueuedSequenceNumber, FormatCode.Long, message.EnqueuedSequenceNumber);
        count += 3;
        if (message.State == MessageState.Locked)
        {
            Entry(writer, BrokerAnnotation.LockedUntil, FormatCode.Timestamp, message.LockedUntil - ahead);
            count++;
        }

        if (message.DeadLetterSource is { } source)
        {
            writer.Raw(BrokerAnnotation.DeadLetterSource);
            writer.String(source);
            count++;
        }

        if (isBrowse || message.IsDeferred)
        {
            writer.Raw(BrokerAnnotation.MessageState);
            writer.Value((int)(message.IsDeferred ? MessageState.Deferred
                : message.State == MessageState.Scheduled ? MessageState.Scheduled : MessageState.Active));
            count++;
        }

        writer.EndCompound(map, count * 2);
        writer.Raw(content.Bare);
    }

    private static void WriteHeader(AmqpWriter writer, BrokerMessage message, MessageContent content)
    {
        writer.Describe(Descriptor.Header);
        var start = writer.Length;
        var span = writer.Reserve(3);
        span[0] = FormatCode.List8;
        span[2] = 5;
        if (content.Durable is { } durable)
            writer.Boolean(durable);
        else
            writer.Null();
        if (content.Priority is { } priority)
            writer.UByte(priority);
        else
            writer.Null();
        if (message.TimeToLive is { } life)
            writer.UInt((uint)Math.Min(life, uint.MaxValue));
        else
            writer.Null();
        writer.Null();
        writer.UInt(message.DeliveryCount);
        writer.PatchByte(start + 1, (byte)(writer.Length - start - 2));
    }

    private static void Entry(AmqpWriter writer, byte[] key, byte code, long value)
    {
        var span = writer.Reserve(key.Length + 9);
        key.CopyTo(span);
        span[key.Length] = code;
        BinaryPrimitives.WriteInt64BigEndian(span[(key.Length + 1)..], value);
    }
}
