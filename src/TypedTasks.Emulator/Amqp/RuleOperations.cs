using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Management;

namespace TypedTasks.Emulator.Amqp;

/// <summary>The rules of a subscription, as its management node adds, removes and lists them.</summary>
internal static class RuleOperations
{
    private const ulong RuleDescription = 0x13700000004;
    private const ulong EmptyAction = 0x13700000005;
    private const ulong SqlActionCode = 0x13700000006;
    private const ulong SqlFilterCode = 0x1370000006;
    private const ulong TrueFilterCode = 0x1370000007;
    private const ulong FalseFilterCode = 0x1370000008;
    private const ulong CorrelationFilterCode = 0x1370000009;

    public static Response Add(EntityEditor editor, Subscription subscription, AmqpMap arguments)
    {
        var description = arguments["rule-description"] as AmqpMap
            ?? throw new AmqpException(ErrorCondition.ArgumentError, "'rule-description' is missing.");
        var rule = new RuleOptions
        {
            Name = Name(arguments),
            Filter = ReadFilter(description),
            Action = (description["sql-rule-action"] as AmqpMap)?["expression"] as string,
        };
        try
        {
            editor.Create(subscription, rule);
        }
        catch (AmqpException exists) when (exists.Condition == ErrorCondition.EntityAlreadyExists)
        {
            return Response.Failed(409, exists.Condition, exists.Message);
        }

        return Response.Ok();
    }

    public static Response Remove(Subscription subscription, AmqpMap arguments) => subscription.Remove(Name(arguments))
        ? Response.Ok()
        : Response.Failed(404, ErrorCondition.NotFound, $"The rule '{Name(arguments)}' could not be found.");

    public static Response List(Subscription subscription, AmqpMap arguments)
    {
        var rules = subscription.Rules
            .Skip(Math.Max(0, arguments["skip"] as int? ?? 0))
            .Take(Math.Max(1, arguments["top"] as int? ?? 100))
            .Select(rule => (object?)new AmqpMap { { "rule-description", Describe(rule.Options, rule.CreatedAt) } })
            .ToList();
        return rules.Count == 0 ? Response.NoContent() : Response.Ok(new AmqpMap { { "rules", rules } });
    }

    private static string Name(AmqpMap arguments) => arguments["rule-name"] as string
        ?? throw new AmqpException(ErrorCondition.ArgumentError, "'rule-name' is missing.");

    private static RuleFilter ReadFilter(AmqpMap description)
    {
        if (description["sql-filter"] is AmqpMap sql)
            return new SqlRuleFilter(sql["expression"] as string ?? throw new AmqpException(ErrorCondition.ArgumentError, "The SQL filter has no expression."));
        if (description["correlation-filter"] is not AmqpMap given)
            throw new AmqpException(ErrorCondition.ArgumentError, "The rule has no filter.");
        return new CorrelationRuleFilter
        {
            CorrelationId = given["correlation-id"] as string,
            MessageId = given["message-id"] as string,
            To = given["to"] as string,
            ReplyTo = given["reply-to"] as string,
            Subject = given["label"] as string,
            SessionId = given["session-id"] as string,
            ReplyToSessionId = given["reply-to-session-id"] as string,
            ContentType = given["content-type"] as string,
            Properties = (given["properties"] as AmqpMap ?? []).Where(entry => entry.Key is string)
                .ToDictionary(entry => (string)entry.Key, entry => WireTypes.Read(entry.Value)),
        };
    }

    private static Described Describe(RuleOptions rule, long createdAt) => new(RuleDescription, new List<object?>
    {
        Describe(rule.Filter),
        rule.Action is { Length: > 0 } action
            ? new Described(SqlActionCode, new List<object?> { action, 20 })
            : new Described(EmptyAction, new List<object?>()),
        rule.Name,
        new AmqpTimestamp(createdAt),
    });

    private static Described Describe(RuleFilter filter) => filter switch
    {
        SqlRuleFilter { Expression: "1=1" } => new(TrueFilterCode, new List<object?>()),
        SqlRuleFilter { Expression: "1=0" } => new(FalseFilterCode, new List<object?>()),
        SqlRuleFilter sql => new(SqlFilterCode, new List<object?> { sql.Expression, 20 }),
        CorrelationRuleFilter given => new(CorrelationFilterCode, new List<object?>
        {
            given.CorrelationId, given.MessageId, given.To, given.ReplyTo, given.Subject, given.SessionId,
            given.ReplyToSessionId, given.ContentType, Map(given.Properties),
        }),
        _ => new(TrueFilterCode, new List<object?>()),
    };

    private static AmqpMap Map(IReadOnlyDictionary<string, object?> properties)
    {
        var map = new AmqpMap();
        foreach (var (key, value) in properties)
            map.Add(key, WireTypes.Write(value));
        return map;
    }
}
