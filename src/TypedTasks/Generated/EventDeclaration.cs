using System.ComponentModel;

namespace TypedTasks.Generated;

/// <summary>Makes events for the properties that declare them; called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EventDeclaration
{
    /// <summary>An event.</summary>
    /// <typeparam name="T">What is said.</typeparam>
    /// <param name="name">The name on the wire.</param>
    public static TaskEvent<T> Create<T>(string name) => new(name);
}
