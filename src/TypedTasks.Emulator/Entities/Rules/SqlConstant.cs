namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>A value written in the filter.</summary>
internal sealed record SqlConstant(object? Value) : SqlNode
{
    public override object? Evaluate(MessageView message) => Value;
}
