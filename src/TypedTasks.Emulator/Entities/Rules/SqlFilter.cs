namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>A filter in the SQL of Service Bus: what is neither true nor false does not match.</summary>
internal sealed class SqlFilter(string text, IReadOnlyDictionary<string, object?>? parameters = null) : IFilter
{
    private readonly SqlNode condition = new SqlParser(text, parameters).ParseFilter();

    public string Text => text;

    public bool Matches(MessageView message) => condition.Evaluate(message) is true;
}
