namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>IS NULL and IS NOT NULL.</summary>
internal sealed record SqlIsNull(SqlNode Operand, bool Negated) : SqlNode
{
    public override object? Evaluate(MessageView message) => Operand.Evaluate(message) is null != Negated;
}
