using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using TypedTasks.Emulator.Entities.Rules;

namespace TypedTasks.Emulator.Management;

/// <summary>Rules of subscriptions as the management API writes them.</summary>
internal static class RuleDescriptions
{
    public const string Kind = "RuleDescription";
    private const string Pair = "KeyValueOfstringanyType";
    private const int CompatibilityLevel = 20;

    /// <summary>Reads a rule; the name comes from the URL, or from within where there is none.</summary>
    public static RuleOptions Read(XElement description, string? name)
    {
        var reader = new DescriptionReader(description);
        var written = reader.Text("Name");
        var filter = reader.Element("Filter") is { } element ? ReadFilter(element) : new SqlRuleFilter("1=1");
        var action = reader.Element("Action");
        reader.Close();
        var steps = action is not null && TypeOf(action) == "SqlRuleAction" ? new DescriptionReader(action) : null;
        return new RuleOptions
        {
            Name = name ?? written ?? Rule.DefaultName,
            Filter = filter,
            Action = steps?.Text("SqlExpression"),
            ActionParameters = ReadValues(steps?.Element("Parameters")),
        };
    }

    public static long? CreatedAt(XElement description) => new DescriptionReader(description).Time("CreatedAt");

    public static XElement Describe(Rule rule) => new(Xmlns.Connect + Kind,
        new XAttribute(XNamespace.Xmlns + "i", Xmlns.Instance),
        Describe(rule.Options.Filter),
        rule.Options.Action is { Length: > 0 } action
            ? Typed("Action", "SqlRuleAction", Sql(action, rule.Options.ActionParameters))
            : Typed("Action", "EmptyRuleAction"),
        DescriptionWriter.Property("CreatedAt", DescriptionWriter.Time(rule.CreatedAt)),
        DescriptionWriter.Property("Name", rule.Name));

    private static RuleFilter ReadFilter(XElement filter)
    {
        var reader = new DescriptionReader(filter);
        switch (TypeOf(filter))
        {
            case "TrueFilter":
                return new SqlRuleFilter("1=1");
            case "FalseFilter":
                return new SqlRuleFilter("1=0");
            case "SqlFilter":
                return new SqlRuleFilter(reader.Text("SqlExpression") ?? throw ManagementException.BadRequest("The SQL filter has no expression."))
                {
                    Parameters = ReadValues(reader.Element("Parameters")),
                };
            case "CorrelationFilter":
                // An empty text is a value to match here, and not the same as none.
                var correlation = new CorrelationRuleFilter
                {
                    CorrelationId = reader.Element("CorrelationId")?.Value,
                    MessageId = reader.Element("MessageId")?.Value,
                    To = reader.Element("To")?.Value,
                    ReplyTo = reader.Element("ReplyTo")?.Value,
                    Subject = reader.Element("Label")?.Value,
                    SessionId = reader.Element("SessionId")?.Value,
                    ReplyToSessionId = reader.Element("ReplyToSessionId")?.Value,
                    ContentType = reader.Element("ContentType")?.Value,
                    Properties = ReadValues(reader.Element("Properties")),
                };
                reader.Close();
                return correlation;
            case var other:
                throw ManagementException.BadRequest($"The filter type '{other}' is not known.");
        }
    }

    private static string? TypeOf(XElement element) => element.Attribute(Xmlns.Instance + "type")?.Value is { } type
        ? type[(type.IndexOf(':', StringComparison.Ordinal) + 1)..]
        : null;

    private static Dictionary<string, object?> ReadValues(XElement? properties)
    {
        var values = new Dictionary<string, object?>();
        foreach (var pair in properties?.Elements() ?? [])
        {
            var reader = new DescriptionReader(pair);
            var key = reader.Text("Key") ?? throw ManagementException.BadRequest("A property of the rule has no key.");
            var value = reader.Element("Value") ?? throw ManagementException.BadRequest($"The property '{key}' of the rule has no value.");
            values[key] = ReadValue(key, value);
        }

        return values;
    }

    private static object ReadValue(string key, XElement value)
    {
        try
        {
            return TypeOf(value) switch
            {
                "string" => value.Value,
                "int" or "long" or "short" or "byte" => long.Parse(value.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
                "double" or "float" or "decimal" => XmlConvert.ToDouble(value.Value),
                "boolean" => XmlConvert.ToBoolean(value.Value),
                "dateTime" => XmlConvert.ToDateTimeOffset(value.Value),
                var other => throw ManagementException.BadRequest($"The type '{other}' of the property '{key}' is not supported in a rule."),
            };
        }
        catch (Exception broken) when (broken is FormatException or OverflowException)
        {
            throw ManagementException.BadRequest($"The value of the property '{key}' is not of its type.");
        }
    }

    private static XElement Describe(RuleFilter filter) => filter switch
    {
        SqlRuleFilter { Expression: "1=1" } => Typed("Filter", "TrueFilter", Sql("1=1", null)),
        SqlRuleFilter { Expression: "1=0" } => Typed("Filter", "FalseFilter", Sql("1=0", null)),
        SqlRuleFilter sql => Typed("Filter", "SqlFilter", Sql(sql.Expression, sql.Parameters)),
        CorrelationRuleFilter given => Typed("Filter", "CorrelationFilter",
            Optional("CorrelationId", given.CorrelationId), Optional("MessageId", given.MessageId), Optional("To", given.To),
            Optional("ReplyTo", given.ReplyTo), Optional("Label", given.Subject), Optional("SessionId", given.SessionId),
            Optional("ReplyToSessionId", given.ReplyToSessionId), Optional("ContentType", given.ContentType), Values("Properties", given.Properties)),
        _ => throw new InvalidOperationException($"A filter of the type {filter.GetType()} is not known."),
    };

    private static XElement Typed(string name, string type, params object?[] content) =>
        new(Xmlns.Connect + name, new XAttribute(Xmlns.Instance + "type", type), content);

    private static XElement?[] Sql(string expression, IReadOnlyDictionary<string, object?>? parameters) =>
    [
        DescriptionWriter.Property("SqlExpression", expression),
        DescriptionWriter.Property("CompatibilityLevel", CompatibilityLevel),
        Values("Parameters", parameters),
    ];

    private static XElement? Optional(string name, string? value) => value is null ? null : DescriptionWriter.Property(name, value);

    private static XElement? Values(string name, IReadOnlyDictionary<string, object?>? values) => values is not { Count: > 0 }
        ? null
        : new(Xmlns.Connect + name, values.Select(entry => new XElement(Xmlns.Connect + Pair,
            DescriptionWriter.Property("Key", entry.Key), Value(entry.Value))));

    private static XElement Value(object? value)
    {
        var (type, text) = value switch
        {
            bool flag => ("boolean", flag ? "true" : "false"),
            long number and >= int.MinValue and <= int.MaxValue => ("int", Text(number)),
            int or short or byte or sbyte or ushort => ("int", Text(value)),
            long or uint or ulong => ("long", Text(value)),
            double number => ("double", XmlConvert.ToString(number)),
            float number => ("double", XmlConvert.ToString((double)number)),
            DateTimeOffset time => ("dateTime", Text(time)),
            Codec.AmqpTimestamp time => ("dateTime", Text(DateTimeOffset.FromUnixTimeMilliseconds(time.Milliseconds))),
            _ => ("string", Text(value)),
        };
        return new(Xmlns.Connect + "Value",
            new XAttribute(XNamespace.Xmlns + "d6p1", Xmlns.Schema), new XAttribute(Xmlns.Instance + "type", "d6p1:" + type), text);
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
