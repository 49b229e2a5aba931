namespace TypedTasks;

/// <summary>
/// Makes a method a task: the generator adds a factory of the same name to the nested class <c>Tasks</c>, and the
/// worker runs the method when a message names it.
/// </summary>
/// <param name="name">
/// The name on the wire, stable for ever, such as <c>photos.resize</c>. By default the names of class and method,
/// in lower case with hyphens between words: <c>photos.make-card</c>.
/// </param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class TaskAttribute(string? name = null) : Attribute
{
    /// <summary>The name on the wire, or null for the default.</summary>
    public string? Name { get; } = name;

    /// <summary>The queue that the task is sent to; by default <see cref="QueueNames.Default"/>.</summary>
    public string? Queue { get; set; }

    /// <summary>How often a failed run is repeated, 0 to 1,000; by default the worker's own setting (3).</summary>
    public int MaxRetries { get; set; } = -1;
}
