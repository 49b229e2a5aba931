using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>A named filter with an action.</summary>
internal sealed class Rule
{
    public const string DefaultName = "$Default";

    public Rule(RuleOptions options, long createdAt)
    {
        if (string.IsNullOrWhiteSpace(options.Name) || options.Name.Length > 50)
            throw new AmqpException(ErrorCondition.ArgumentError, "The name of a rule must have 1 to 50 characters.");
        Options = options;
        CreatedAt = createdAt;
        Filter = options.Filter switch
        {
            SqlRuleFilter { Expression: "1=1" } => new ConstantFilter(true),
            SqlRuleFilter { Expression: "1=0" } => new ConstantFilter(false),
            SqlRuleFilter sql => new SqlFilter(sql.Expression, sql.Parameters),
            CorrelationRuleFilter correlation => new CorrelationFilter(correlation),
            _ => new ConstantFilter(true),
        };
        Action = options.Action is { Length: > 0 } action ? new SqlAction(action, options.ActionParameters) : null;
    }

    public RuleOptions Options { get; }

    public long CreatedAt { get; }

    /// <summary>The program asks for the rule at each start, or the subscription makes it by itself.</summary>
    public bool IsDeclared { get; set; }

    public string Name => Options.Name;

    public IFilter Filter { get; }

    public SqlAction? Action { get; }
}
