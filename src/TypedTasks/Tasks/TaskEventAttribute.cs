namespace TypedTasks;

/// <summary>Marks a static partial property of type <see cref="TaskEvent{T}"/> of a partial class; its body is generated.</summary>
/// <param name="name">The name on the wire: 1 to 128 characters, stable for ever. Flows that wait know the event by it.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TaskEventAttribute(string name) : Attribute
{
    /// <summary>The name on the wire.</summary>
    public string Name { get; } = name;
}
