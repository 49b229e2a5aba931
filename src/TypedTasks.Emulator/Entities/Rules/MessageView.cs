using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>A message as filters see it: system properties by name, application properties as a map. Decoded once per publication.</summary>
internal sealed class MessageView
{
    private static readonly string[] PropertyNames =
    [
        "messageid", "userid", "to", "subject", "replyto", "correlationid", "contenttype", "contentencoding",
        "absoluteexpirytime", "creationtime", "sessionid", "groupsequence", "replytosessionid",
    ];

    /// <summary>What an action may set: what a sender sets as text.</summary>
    private static readonly string[] SettableNames =
        ["MessageId", "To", "Subject", "Label", "ReplyTo", "CorrelationId", "ContentType", "SessionId", "ReplyToSessionId"];

    private readonly List<object?> fields = [];
    private readonly Dictionary<string, object?> system = new(StringComparer.OrdinalIgnoreCase);

    public MessageView(MessageContent content, long enqueuedAt)
    {
        var reader = new AmqpReader(content.Bytes);
        reader.Seek(content.BareStart);
        while (!reader.AtEnd)
        {
            var section = reader.ReadDescriptor();
            if (section == Descriptor.Properties)
                ReadSystem(AmqpValueReader.Read(ref reader) as List<object?> ?? []);
            else if (section == Descriptor.ApplicationProperties)
                Application = AmqpValueReader.Read(ref reader) as AmqpMap ?? Application;
            else
                reader.Skip();
        }

        system["label"] = system.GetValueOrDefault("subject");
        system["enqueuedtimeutc"] = new AmqpTimestamp(enqueuedAt);
    }

    public static string Settable => string.Join(", ", SettableNames);

    public AmqpMap Application { get; } = [];

    /// <summary>The properties section as an action left it; null if none touched it.</summary>
    public IReadOnlyList<object?>? ChangedSystem { get; private set; }

    public object? System(string name) => Plain(system.GetValueOrDefault(name));

    public object? User(string name) => Plain(Application[name]);

    public bool HasUser(string name) => Application.Has(name);

    public bool HasSystem(string name) => system.GetValueOrDefault(name) is not null;

    public static bool CanSet(string name) => SettableNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Sets a system property to a text, or removes it.</summary>
    public void SetSystem(string name, object? value)
    {
        var key = name.Equals("label", StringComparison.OrdinalIgnoreCase) ? "subject" : name.ToLowerInvariant();
        var index = Array.IndexOf(PropertyNames, key);
        var text = value is null ? null : Convert.ToString(value, global::System.Globalization.CultureInfo.InvariantCulture);
        // Longer ids cannot be sent either, and a message that was taken must not fail here.
        if (key is "messageid" or "sessionid" && text?.Length > MessageParser.MaxIdLength)
            text = text[..MessageParser.MaxIdLength];
        while (fields.Count <= index)
            fields.Add(null);
        // The one of them that is a symbol on the wire.
        fields[index] = text is not null && key == "contenttype" ? new Symbol(text) : text;
        system[key] = text;
        if (key == "subject")
            system["label"] = text;
        ChangedSystem = fields;
    }

    /// <summary>Brings the many number types of the wire down to those that filters compute with.</summary>
    public static object? Plain(object? value) => WireTypes.Read(value) switch
    {
        byte or sbyte or short or ushort or int or uint => Convert.ToInt64(value, global::System.Globalization.CultureInfo.InvariantCulture),
        ulong number => number <= long.MaxValue ? (long)number : (double)number,
        float number => (double)number,
        Symbol symbol => symbol.Text,
        DateTimeOffset time => new AmqpTimestamp(time.ToUnixTimeMilliseconds()),
        var other => other,
    };

    private void ReadSystem(List<object?> fields)
    {
        this.fields.AddRange(fields);
        for (var i = 0; i < fields.Count && i < PropertyNames.Length; i++)
            system[PropertyNames[i]] = fields[i];
    }
}
