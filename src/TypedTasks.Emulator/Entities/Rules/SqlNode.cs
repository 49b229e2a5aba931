namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>A part of a filter that has a value; null is also the unknown of three-valued logic.</summary>
internal abstract record SqlNode
{
    public abstract object? Evaluate(MessageView message);
}
