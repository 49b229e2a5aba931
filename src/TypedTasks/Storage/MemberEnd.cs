namespace TypedTasks.Storage;

/// <summary>How a member of a join ended, without its value.</summary>
/// <param name="Index">The index of the member.</param>
/// <param name="Failure">The failure as UTF-8 JSON, or null where it has succeeded.</param>
public sealed record MemberEnd(int Index, ReadOnlyMemory<byte>? Failure);
