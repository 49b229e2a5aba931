namespace TypedTasks.Storage;

/// <summary>A value that flows from step to step: JSON, or where in the store of the same flow it is found.</summary>
/// <param name="Kind">How it is held.</param>
/// <param name="Json">UTF-8 JSON, when inline.</param>
/// <param name="Path">The path in the plan, when stored or joined.</param>
/// <param name="Count">How many members, when joined; the index of the member where it is one of them.</param>
public readonly record struct FlowValue(ValueKind Kind, ReadOnlyMemory<byte> Json, string? Path, int Count)
{
    /// <summary>No value.</summary>
    public static FlowValue None => default;

    /// <summary>A value that is here.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    public static FlowValue Inline(ReadOnlyMemory<byte> json) => new(ValueKind.Inline, json, null, 0);

    /// <summary>A value that lies in the store.</summary>
    /// <param name="path">The path of the step that yielded it.</param>
    public static FlowValue Stored(string path) => new(ValueKind.Stored, default, path, 0);

    /// <summary>The list or tuple of a join's members.</summary>
    /// <param name="path">The path of the join.</param>
    /// <param name="count">How many members it has.</param>
    public static FlowValue Joined(string path, int count) => new(ValueKind.Joined, default, path, count);

    /// <summary>The outcomes of a settled join's members.</summary>
    /// <param name="path">The path of the join.</param>
    /// <param name="count">How many members it has.</param>
    public static FlowValue Outcomes(string path, int count) => new(ValueKind.JoinedOutcomes, default, path, count);

    /// <summary>How one member of a join ended.</summary>
    /// <param name="path">The path of the join.</param>
    /// <param name="index">The index of the member, from 0.</param>
    public static FlowValue Outcome(string path, int index) => new(ValueKind.JoinedOutcome, default, path, index);

    /// <summary>The value of one member of a join.</summary>
    /// <param name="path">The path of the join.</param>
    /// <param name="index">The index of the member, from 0.</param>
    public static FlowValue Member(string path, int index) => new(ValueKind.JoinedValue, default, path, index);

    /// <summary>The elements of a join's members, which are lists, one after another.</summary>
    /// <param name="path">The path of the join.</param>
    /// <param name="count">How many members it has.</param>
    public static FlowValue Chunks(string path, int count) => new(ValueKind.JoinedChunks, default, path, count);
}
