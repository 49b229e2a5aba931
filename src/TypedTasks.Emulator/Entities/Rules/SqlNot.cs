namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>NOT: unknown stays unknown.</summary>
internal sealed record SqlNot(SqlNode Operand) : SqlNode
{
    public override object? Evaluate(MessageView message) => Operand.Evaluate(message) is bool value ? !value : null;
}
