using System.Xml.Linq;
using TypedTasks.Emulator.Entities.Rules;

namespace TypedTasks.Emulator.Management;

/// <summary>Rules of subscriptions as the management API writes them.</summary>
internal static class RuleDescriptions
{
    public const string Kind = "RuleDescription";
    private const int CompatibilityLevel = 20;

    /// <summary>Reads a rule; the name comes from the URL, or from within where there is none.</summary>
    public static RuleOptions Read(XElement description, string? name)
    {
        var reader = new DescriptionReader(description);
        var written = reader.Text("Name");
        var filter = reader.Element("Filter") is { } element ? ReadFilter(element) : new SqlRuleFilter("1=1");
        var action = reader.Element("Action");
        reader.Close();
        var steps = action is not null && RuleValues.TypeOf(action) == "SqlRuleAction" ? new DescriptionReader(action) : null;
        return new RuleOptions
        {
            Name = name ?? written ?? Rule.DefaultName,
            Filter = filter,
            Action = steps?.Text("SqlExpression"),
            ActionParameters = RuleValues.Read(steps?.Element("Parameters")),
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
        switch (RuleValues.TypeOf(filter))
        {
            case "TrueFilter":
                return new SqlRuleFilter("1=1");
            case "FalseFilter":
                return new SqlRuleFilter("1=0");
            case "SqlFilter":
                return new SqlRuleFilter(reader.Text("SqlExpression") ?? throw ManagementException.BadRequest("The SQL filter has no expression."))
                {
                    Parameters = RuleValues.Read(reader.Element("Parameters")),
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
                    Properties = RuleValues.Read(reader.Element("Properties")),
                };
                reader.Close();
                return correlation;
            case var other:
                throw ManagementException.BadRequest($"The filter type '{other}' is not known.");
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
            Optional("ReplyToSessionId", given.ReplyToSessionId), Optional("ContentType", given.ContentType), RuleValues.Write("Properties", given.Properties)),
        _ => throw new InvalidOperationException($"A filter of the type {filter.GetType()} is not known."),
    };

    private static XElement Typed(string name, string type, params object?[] content) =>
        new(Xmlns.Connect + name, new XAttribute(Xmlns.Instance + "type", type), content);

    private static XElement?[] Sql(string expression, IReadOnlyDictionary<string, object?>? parameters) =>
    [
        DescriptionWriter.Property("SqlExpression", expression),
        DescriptionWriter.Property("CompatibilityLevel", CompatibilityLevel),
        RuleValues.Write("Parameters", parameters),
    ];

    private static XElement? Optional(string name, string? value) => value is null ? null : DescriptionWriter.Property(name, value);
}
