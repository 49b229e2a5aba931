using System.ComponentModel;

namespace TypedTasks.Generated;

/// <summary>An event that a property declares.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Value">The type of what is said.</param>
/// <param name="Property">The property, as people read it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record EventDefinition(string Name, Type Value, string Property);
