namespace TypedTasks.Conformance.Tests;

/// <summary>A value with the descriptor that says what it is.</summary>
public sealed record DescribedValue(object? Descriptor, object? Value)
{
    public ulong Code => Descriptor is ulong code ? code : 0;

    public object? Field(int index) => Value is List<object?> list && index < list.Count ? list[index] : null;
}
