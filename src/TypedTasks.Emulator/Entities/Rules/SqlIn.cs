namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>IN and NOT IN.</summary>
internal sealed record SqlIn(SqlNode Operand, IReadOnlyList<SqlNode> Items, bool Negated) : SqlNode
{
    public override object? Evaluate(MessageView message)
    {
        if (Operand.Evaluate(message) is not { } value)
            return null;
        return Items.Any(item => SqlComparison.Compare(value, item.Evaluate(message)) == 0) != Negated;
    }
}
