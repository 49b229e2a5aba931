using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>Makes a changed copy of a message: the only way its properties ever change.</summary>
internal static class MessageRewriter
{
    public static MessageContent WithProperties(MessageContent content, IEnumerable<KeyValuePair<string, object?>> changes) =>
        Rewrite(content, properties =>
        {
            foreach (var (key, value) in changes)
                properties[key] = value;
            return properties;
        });

    public static MessageContent WithoutProperties(MessageContent content, IEnumerable<string> names) =>
        Rewrite(content, properties =>
        {
            properties.RemoveAll(entry => entry.Key is string name && names.Contains(name));
            return properties;
        });

    /// <summary>Gives a message other application properties and, where there are some, another properties section.</summary>
    public static MessageContent Replace(MessageContent content, AmqpMap properties, IReadOnlyList<object?>? system) =>
        Rewrite(content, _ => properties, system);

    /// <summary>Shortens the life of a message, wherever its sender wrote it down.</summary>
    public static MessageContent WithTimeToLive(MessageContent content, long milliseconds)
    {
        var writer = new AmqpWriter(content.Size + 64);
        writer.Describe(Descriptor.Header);
        writer.Value(new List<object?> { content.Durable, content.Priority, (uint)Math.Min(milliseconds, uint.MaxValue) });
        if (content.AnnotationsCount > 0)
        {
            writer.Describe(Descriptor.MessageAnnotations);
            var map = writer.BeginCompound(FormatCode.Map32);
            writer.Raw(content.Annotations);
            writer.EndCompound(map, content.AnnotationsCount * 2);
        }

        var reader = new AmqpReader(content.Bytes);
        reader.Seek(content.BareStart);
        if (!reader.AtEnd && reader.ReadDescriptor() == Descriptor.Properties
            && AmqpValueReader.Read(ref reader) is List<object?> { Count: > 9 } fields && fields[8] is AmqpTimestamp && fields[9] is AmqpTimestamp created)
        {
            fields[8] = new AmqpTimestamp(created.Milliseconds + milliseconds);
            writer.Describe(Descriptor.Properties);
            writer.Value(fields);
            writer.Raw(content.Bytes.AsSpan(reader.Position));
        }
        else
        {
            writer.Raw(content.Bare);
        }

        return MessageContent.Parse(writer.ToArray());
    }

    private static MessageContent Rewrite(MessageContent content, Func<AmqpMap, AmqpMap> change, IReadOnlyList<object?>? system = null)
    {
        var writer = new AmqpWriter(content.Size + 256);
        var reader = new AmqpReader(content.Bytes);
        writer.Raw(content.Bytes.AsSpan(0, content.BareStart));
        if (system is not null)
        {
            writer.Describe(Descriptor.Properties);
            writer.Value(system);
        }

        reader.Seek(content.BareStart);
        var properties = new AmqpMap();
        var rest = content.BareStart;
        while (!reader.AtEnd)
        {
            var section = reader.ReadDescriptor();
            if (section == Descriptor.ApplicationProperties)
            {
                properties = AmqpValueReader.Read(ref reader) as AmqpMap ?? properties;
                rest = reader.Position;
                break;
            }

            reader.Skip();
            if (section != Descriptor.Properties)
                break;
            rest = reader.Position;
            if (system is null)
                writer.Raw(content.Bytes.AsSpan(content.BareStart, rest - content.BareStart));
        }

        writer.Describe(Descriptor.ApplicationProperties);
        writer.Value(change(properties));
        writer.Raw(content.Bytes.AsSpan(rest));
        return MessageContent.Parse(writer.ToArray());
    }

    public static AmqpMap ReadProperties(MessageContent content)
    {
        var reader = new AmqpReader(content.Bytes);
        reader.Seek(content.BareStart);
        while (!reader.AtEnd)
        {
            if (reader.ReadDescriptor() == Descriptor.ApplicationProperties)
                return AmqpValueReader.Read(ref reader) as AmqpMap ?? [];
            reader.Skip();
        }

        return [];
    }
}
