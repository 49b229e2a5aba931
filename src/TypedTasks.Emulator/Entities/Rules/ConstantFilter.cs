namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>The true and the false filter.</summary>
internal sealed record ConstantFilter(bool Value) : IFilter
{
    public bool Matches(MessageView message) => Value;
}
