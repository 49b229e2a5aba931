namespace TypedTasks.Emulator;

/// <summary>A filter in the SQL dialect of Service Bus; <c>1=1</c> is the true filter, <c>1=0</c> the false one.</summary>
/// <param name="Expression">The condition.</param>
public sealed record SqlRuleFilter(string Expression) : RuleFilter
{
    /// <summary>The values of the parameters that the condition names, such as <c>@limit</c>.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; init; } = new Dictionary<string, object?>();
}
