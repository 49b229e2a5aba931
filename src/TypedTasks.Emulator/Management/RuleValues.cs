using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace TypedTasks.Emulator.Management;

/// <summary>The values of parameters and properties in rules, as XML. Each comes back with the type that it was given with.</summary>
internal static class RuleValues
{
    private const string Pair = "KeyValueOfstringanyType";

    public static Dictionary<string, object?> Read(XElement? properties)
    {
        var values = new Dictionary<string, object?>();
        foreach (var pair in properties?.Elements() ?? [])
        {
            var reader = new DescriptionReader(pair);
            var key = reader.Text("Key") ?? throw ManagementException.BadRequest("A property of the rule has no key.");
            var value = reader.Element("Value") ?? throw ManagementException.BadRequest($"The property '{key}' of the rule has no value.");
            values[key] = Read(key, value);
        }

        return values;
    }

    public static XElement? Write(string name, IReadOnlyDictionary<string, object?>? values) => values is not { Count: > 0 }
        ? null
        : new(Xmlns.Connect + name, values.Select(entry => new XElement(Xmlns.Connect + Pair,
            DescriptionWriter.Property("Key", entry.Key), Write(entry.Value))));

    /// <summary>The name of a type without its prefix.</summary>
    public static string? TypeOf(XElement element) => element.Attribute(Xmlns.Instance + "type")?.Value is { } type
        ? type[(type.IndexOf(':', StringComparison.Ordinal) + 1)..]
        : null;

    private static object Read(string key, XElement value)
    {
        try
        {
            return TypeOf(value) switch
            {
                "string" => value.Value,
                "int" => XmlConvert.ToInt32(value.Value),
                "long" => XmlConvert.ToInt64(value.Value),
                "short" => XmlConvert.ToInt16(value.Value),
                "byte" => XmlConvert.ToSByte(value.Value),
                "unsignedInt" => XmlConvert.ToUInt32(value.Value),
                "unsignedLong" => XmlConvert.ToUInt64(value.Value),
                "unsignedShort" => XmlConvert.ToUInt16(value.Value),
                "unsignedByte" => XmlConvert.ToByte(value.Value),
                "float" => XmlConvert.ToSingle(value.Value),
                "double" or "decimal" => XmlConvert.ToDouble(value.Value),
                "boolean" => XmlConvert.ToBoolean(value.Value),
                "dateTime" => XmlConvert.ToDateTimeOffset(value.Value),
                "duration" => XmlConvert.ToTimeSpan(value.Value),
                "guid" => XmlConvert.ToGuid(value.Value),
                var other => throw ManagementException.BadRequest($"The type '{other}' of the property '{key}' is not supported in a rule."),
            };
        }
        catch (Exception broken) when (broken is FormatException or OverflowException)
        {
            throw ManagementException.BadRequest($"The value of the property '{key}' is not of its type.");
        }
    }

    private static XElement Write(object? value)
    {
        var (type, text) = value switch
        {
            bool flag => ("boolean", XmlConvert.ToString(flag)),
            int or short or sbyte or byte or ushort => (value is int ? "int" : value is short ? "short" : value is sbyte ? "byte" : value is byte ? "unsignedByte" : "unsignedShort", Text(value)),
            long => ("long", Text(value)),
            uint => ("unsignedInt", Text(value)),
            ulong => ("unsignedLong", Text(value)),
            double number => ("double", XmlConvert.ToString(number)),
            float number => ("float", XmlConvert.ToString(number)),
            TimeSpan duration => ("duration", XmlConvert.ToString(duration)),
            Guid id => ("guid", XmlConvert.ToString(id)),
            DateTimeOffset time => ("dateTime", Text(time)),
            Codec.AmqpTimestamp time => ("dateTime", Text(DateTimeOffset.FromUnixTimeMilliseconds(time.Milliseconds))),
            _ => ("string", Text(value)),
        };
        // Durations and ids have the types of the serializer that the service writes its descriptions with.
        var types = type is "duration" or "guid" ? Xmlns.Serialization : Xmlns.Schema;
        return new(Xmlns.Connect + "Value",
            new XAttribute(XNamespace.Xmlns + "d6p1", types), new XAttribute(Xmlns.Instance + "type", "d6p1:" + type), text);
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
