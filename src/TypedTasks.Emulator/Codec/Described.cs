namespace TypedTasks.Emulator.Codec;

/// <summary>A described value; the descriptor is a ulong, or a symbol from unusual clients.</summary>
internal sealed record Described(object? Tag, object? Value)
{
    public bool Is(byte descriptor) => Tag is ulong code && code == descriptor;

    public IReadOnlyList<object?> Fields => Value as IReadOnlyList<object?> ?? [];

    public object? Field(int index) => index < Fields.Count ? Fields[index] : null;
}
