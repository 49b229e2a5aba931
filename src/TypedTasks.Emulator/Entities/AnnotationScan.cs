using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>One look over the sender's annotations: where they are and what the broker must know of them.</summary>
internal readonly record struct AnnotationScan(int SectionStart, int Start, int Length, int Count, long ScheduledFor, bool HasBrokerKeys)
{
    public static AnnotationScan Read(ref AmqpReader reader)
    {
        // Three bytes of a small descriptor precede the map; a wide one is normalised when the section is rewritten.
        var sectionStart = Math.Max(0, reader.Position - 3);
        var count = reader.ReadMapHeader(out var end);
        var start = reader.Position;
        var scheduledFor = 0L;
        var owned = false;
        for (var i = 0; i < count; i++)
        {
            var key = reader.ReadRaw();
            if (BrokerAnnotation.IsScheduledTime(key) && reader.Peek() == FormatCode.Timestamp)
            {
                scheduledFor = reader.ReadTimestamp() ?? 0;
                continue;
            }

            owned |= BrokerAnnotation.Owns(key);
            reader.Skip();
        }

        reader.Seek(end);
        return new(sectionStart, start, Math.Max(0, end - start), Math.Max(0, count), scheduledFor, owned);
    }
}
