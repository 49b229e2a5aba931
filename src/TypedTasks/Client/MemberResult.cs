namespace TypedTasks;

/// <summary>How one member of a group has ended.</summary>
/// <typeparam name="T">The type of its value.</typeparam>
/// <param name="Index">The index of the member, or of the element under <c>Each</c>, from 0. Where a whole chunk has failed (<c>Each(chunkSize: …)</c>), that of its first element.</param>
/// <param name="Outcome">Its value or its failure.</param>
public readonly record struct MemberResult<T>(int Index, Outcome<T> Outcome);
