using System.Text;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Configuration;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Control;

/// <summary>A message that somebody writes by hand, whole or as a changed copy of another.</summary>
internal sealed record MessageDraft
{
    /// <summary>The names in the order of AMQP's properties section; what is null between them is nobody's to set here.</summary>
    private static readonly string?[] SystemNames = ["messageId", null, "to", "subject", "replyTo", "correlationId", "contentType", null, null, null, "sessionId", null, "replyToSessionId"];

    private const int ContentType = 6;

    public required IReadOnlyDictionary<string, string> System { get; init; }

    /// <summary>The application properties; null keeps those of the copy.</summary>
    public IReadOnlyDictionary<string, object?>? Properties { get; init; }

    /// <summary>The body; null keeps that of the copy.</summary>
    public string? Body { get; init; }

    public TimeSpan? TimeToLive { get; init; }

    /// <summary>How long until the message is to appear.</summary>
    public TimeSpan? Delay { get; init; }

    public static MessageDraft Read(JsonNodeReader json)
    {
        var system = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in SystemNames)
            if (name is not null && json.Name(name) is { } text)
                system[name] = text;
        var draft = new MessageDraft
        {
            System = system,
            Properties = json.Has("properties") ? json.Values("properties") : null,
            Body = json.Text("body"),
            TimeToLive = json.Duration("timeToLive"),
            Delay = json.Duration("delay"),
        };
        json.Close();
        return draft;
    }

    /// <summary>Makes the message; what is not written comes from the one that it is a copy of.</summary>
    public MessageContent Make(MessageContent? original, long now)
    {
        var writer = new AmqpWriter(1024);
        if (TimeToLive is { } life)
        {
            writer.Describe(Descriptor.Header);
            writer.Value(new List<object?> { true, null, (uint)Math.Clamp(life.TotalMilliseconds, 1, uint.MaxValue - 1) });
        }

        if (Delay > TimeSpan.Zero)
        {
            writer.Describe(Descriptor.MessageAnnotations);
            writer.Value(new AmqpMap { { new Symbol("x-opt-scheduled-enqueue-time"), new AmqpTimestamp(now + (long)Math.Min(Delay.Value.TotalMilliseconds, long.MaxValue / 4)) } });
        }

        writer.Describe(Descriptor.Properties);
        writer.Value(Array.ConvertAll(SystemNames, name => name is not null && System.TryGetValue(name, out var text) ? name == SystemNames[ContentType] ? new Symbol(text) : (object?)text : null).ToList());
        writer.Describe(Descriptor.ApplicationProperties);
        writer.Value(Application(original));
        if (Body is { } body || original is null)
        {
            writer.Describe(Descriptor.Data);
            writer.Value(Encoding.UTF8.GetBytes(Body ?? ""));
        }
        else
        {
            writer.Raw(BodyOf(original));
        }

        return MessageContent.Parse(writer.ToArray());
    }

    private AmqpMap Application(MessageContent? original)
    {
        var map = new AmqpMap();
        if (Properties is { } given)
        {
            foreach (var (name, value) in given)
                map.Add(name, value);
            return map;
        }

        // Why a message died says nothing of the copy's life.
        if (original is not null)
            map.AddRange(MessageRewriter.ReadProperties(original).Where(static entry => entry.Key is not string name || !DeadLetterReason.Names.Contains(name)));
        return map;
    }

    private static ReadOnlySpan<byte> BodyOf(MessageContent original)
    {
        var reader = new AmqpReader(original.Bytes);
        reader.Seek(original.BareStart);
        while (!reader.AtEnd)
        {
            var start = reader.Position;
            if (reader.ReadDescriptor() is not (Descriptor.Properties or Descriptor.ApplicationProperties))
                return original.Bytes.AsSpan(start);
            reader.Skip();
        }

        return [];
    }
}
