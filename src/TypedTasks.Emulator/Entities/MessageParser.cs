using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>Finds the sections of an encoded message and reads the few fields that the broker acts on.</summary>
internal static class MessageParser
{
    public const int MaxIdLength = 128;

    public static MessageContent Parse(byte[] bytes)
    {
        var reader = new AmqpReader(bytes);
        uint? ttl = null;
        bool? durable = null;
        byte? priority = null;
        var annotations = default(AnnotationScan);
        var bareStart = -1;
        string? sessionId = null;
        int idStart = 0, idLength = 0;
        while (!reader.AtEnd)
        {
            var sectionStart = reader.Position;
            var section = reader.ReadDescriptor();
            switch (section)
            {
                case Descriptor.Header:
                    ReadHeader(ref reader, ref durable, ref priority, ref ttl);
                    continue;
                case Descriptor.DeliveryAnnotations:
                    reader.Skip();
                    continue;
                case Descriptor.MessageAnnotations:
                    annotations = AnnotationScan.Read(ref reader);
                    continue;
                case Descriptor.Properties:
                    bareStart = bareStart < 0 ? sectionStart : bareStart;
                    ReadProperties(ref reader, ref idStart, ref idLength, ref sessionId);
                    continue;
                case Descriptor.ApplicationProperties or Descriptor.Data or Descriptor.AmqpSequence
                    or Descriptor.AmqpValue or Descriptor.Footer:
                    bareStart = bareStart < 0 ? sectionStart : bareStart;
                    reader.Skip();
                    continue;
                default:
                    throw AmqpReader.Malformed("The message has an unknown section.");
            }
        }

        if (annotations.HasBrokerKeys)
            return Parse(WithoutBrokerKeys(bytes, annotations, bareStart));
        return new MessageContent
        {
            Bytes = bytes,
            AnnotationsStart = annotations.Start,
            AnnotationsLength = annotations.Length,
            AnnotationsCount = annotations.Count,
            BareStart = bareStart < 0 ? bytes.Length : bareStart,
            IdStart = idStart,
            IdLength = idLength,
            SessionId = sessionId,
            Durable = durable,
            Priority = priority,
            HeaderTimeToLive = ttl,
            ScheduledFor = annotations.ScheduledFor,
        };
    }

    /// <summary>Refuses a message with a malformed value anywhere in it; a body of plain bytes has none.</summary>
    public static void Check(byte[] bytes)
    {
        var reader = new AmqpReader(bytes);
        while (!reader.AtEnd)
        {
            if (reader.ReadDescriptor() == Descriptor.Data && reader.Peek() is not (FormatCode.Binary8 or FormatCode.Binary32))
                throw AmqpReader.Malformed("A data section must hold bytes.");
            ValueCheck.Check(ref reader);
        }
    }

    /// <summary>The life of a message between the two times of its properties, in milliseconds; null where it has not both.</summary>
    public static long? Lifetime(MessageContent content)
    {
        var reader = new AmqpReader(content.Bare);
        return !reader.AtEnd && reader.ReadDescriptor() == Descriptor.Properties
            && AmqpValueReader.Read(ref reader) is List<object?> { Count: > 9 } fields && fields[8] is AmqpTimestamp end && fields[9] is AmqpTimestamp start
            && end.Milliseconds > start.Milliseconds
            ? end.Milliseconds - start.Milliseconds
            : null;
    }

    private static void ReadHeader(ref AmqpReader reader, ref bool? durable, ref byte? priority, ref uint? ttl)
    {
        var count = reader.ReadListHeader(out var end);
        if (count > 0)
            durable = reader.ReadBoolean();
        if (count > 1)
            priority = reader.ReadUByte();
        if (count > 2)
            ttl = reader.ReadUInt();
        reader.Seek(end);
    }

    private static void ReadProperties(ref AmqpReader reader, ref int idStart, ref int idLength, ref string? sessionId)
    {
        var count = reader.ReadListHeader(out var end);
        if (count > 0 && !reader.ReadNull())
        {
            idStart = reader.Position;
            MessageIdentity.Check(reader.ReadRaw());
            idLength = reader.Position - idStart;
        }

        for (var i = 1; i < count && i < 10; i++)
            reader.Skip();
        if (count > 10)
            sessionId = reader.ReadString();
        if (sessionId?.Length > MaxIdLength)
            throw new AmqpException(ErrorCondition.ArgumentError, $"The session id is longer than {MaxIdLength} characters.");
        reader.Seek(end);
    }

    // A client that sends on what it received passes our annotations back; they speak of the old life of the message.
    private static byte[] WithoutBrokerKeys(byte[] bytes, AnnotationScan scan, int bareStart)
    {
        var writer = new AmqpWriter(bytes.Length + 16);
        writer.Raw(bytes.AsSpan(0, scan.SectionStart));
        writer.Describe(Descriptor.MessageAnnotations);
        var map = writer.BeginCompound(FormatCode.Map32);
        var reader = new AmqpReader(bytes);
        reader.Seek(scan.Start);
        var kept = 0;
        for (var i = 0; i < scan.Count; i++)
        {
            var key = reader.ReadRaw();
            var value = reader.ReadRaw();
            if (BrokerAnnotation.Owns(key))
                continue;
            writer.Raw(key);
            writer.Raw(value);
            kept++;
        }

        writer.EndCompound(map, kept * 2);
        if (bareStart >= 0)
            writer.Raw(bytes.AsSpan(bareStart));
        return writer.ToArray();
    }
}
