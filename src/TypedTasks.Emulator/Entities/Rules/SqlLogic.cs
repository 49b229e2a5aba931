namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>AND and OR in three-valued logic.</summary>
internal sealed record SqlLogic(bool IsAnd, SqlNode Left, SqlNode Right) : SqlNode
{
    public override object? Evaluate(MessageView message)
    {
        var left = Left.Evaluate(message) as bool?;
        if (left == !IsAnd)
            return left;
        var right = Right.Evaluate(message) as bool?;
        if (right == !IsAnd)
            return right;
        return left is null || right is null ? null : IsAnd;
    }
}
