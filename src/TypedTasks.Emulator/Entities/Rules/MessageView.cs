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

    private readonly Dictionary<string, object?> _system = new(StringComparer.OrdinalIgnoreCase);

    public MessageView(MessageContent content, long enqueuedAt)
    {
        var reader = new AmqpReader(content.Bytes);
        reader.Seek(content.BareStart);
        while (!reader.AtEnd)
        {
            var section = reader.ReadDescriptor();
            if (section == Descriptor.Properties) ReadSystem(AmqpValueReader.Read(ref reader) as List<object?> ?? []);
            else if (section == Descriptor.ApplicationProperties) Application = AmqpValueReader.Read(ref reader) as AmqpMap ?? Application;
            else reader.Skip();
        }

        _system["label"] = _system.GetValueOrDefault("subject");
        _system["enqueuedtimeutc"] = new AmqpTimestamp(enqueuedAt);
    }

    public AmqpMap Application { get; } = [];

    public object? System(string name) => Plain(_system.GetValueOrDefault(name));

    public object? User(string name) => Plain(Application[name]);

    public bool HasUser(string name) => Application.Has(name);

    public bool HasSystem(string name) => _system.GetValueOrDefault(name) is not null;

    /// <summary>Brings the many number types of the wire down to those that filters compute with.</summary>
    public static object? Plain(object? value) => value switch
    {
        byte or sbyte or short or ushort or int or uint => Convert.ToInt64(value, global::System.Globalization.CultureInfo.InvariantCulture),
        ulong number => number <= long.MaxValue ? (long)number : (double)number,
        float number => (double)number,
        Symbol symbol => symbol.Text,
        _ => value,
    };

    private void ReadSystem(List<object?> fields)
    {
        for (var i = 0; i < fields.Count && i < PropertyNames.Length; i++) _system[PropertyNames[i]] = fields[i];
    }
}
