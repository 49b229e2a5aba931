namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>Whether a property is there at all.</summary>
internal sealed record SqlExists(SqlProperty Property) : SqlNode
{
    public override object? Evaluate(MessageView message) => Property.Exists(message);
}
