namespace TypedTasks.Emulator;

/// <summary>A rule of a subscription.</summary>
public sealed record RuleOptions
{
    /// <summary>The name of the rule.</summary>
    public required string Name { get; init; }

    /// <summary>What the rule lets through; everything by default.</summary>
    public RuleFilter Filter { get; init; } = new SqlRuleFilter("1=1");

    /// <summary>What it does to the copy: <c>SET name = value; SET sys.Label = 'text'; REMOVE other</c>. Nothing by default.</summary>
    public string? Action { get; init; }

    /// <summary>The values of the parameters that the action names, such as <c>@limit</c>; none by default.</summary>
    public IReadOnlyDictionary<string, object?> ActionParameters { get; init; } = new Dictionary<string, object?>();
}
