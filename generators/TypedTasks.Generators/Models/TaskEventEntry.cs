namespace TypedTasks.Generators.Models;

/// <summary>What the registry needs of an event.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Value">The type of what is said, as C#.</param>
/// <param name="Property">The property that declares it, as people read it.</param>
internal sealed record TaskEventEntry(string Name, string Value, string Property);
