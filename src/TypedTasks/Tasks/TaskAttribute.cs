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

    /// <summary>
    /// Other names of the task, as a rule those that it had before: messages in flight that carry one are run by it, and what is
    /// enqueued carries its name. No other task may have one of them as its name or alias. Drop one when nothing in flight names it.
    /// </summary>
    public string[] Aliases { get; set; } = [];

    /// <summary>The queue that the task is sent to; by default <see cref="QueueNames.Default"/>.</summary>
    public string? Queue { get; set; }

    /// <summary>
    /// Whether a second run does no harm, which is what retries count on; true by default. A task that says false is not
    /// retried unless it is told to, and an analyzer speaks where it is. A worker that dies while it runs is another matter: the
    /// message comes again, for a step runs at least once.
    /// </summary>
    public bool Idempotent { get; set; } = true;

    /// <summary>How often a failed run is repeated, 0 to 1,000; by default the worker's own setting (3), or 0 when it is not <see cref="Idempotent"/>.</summary>
    public int MaxRetries { get; set; } = -1;

    /// <summary>
    /// How often runs may start, by all workers together, such as <c>10/s</c>, <c>100/m</c>, <c>5000/h</c> or <c>20000/d</c>; they
    /// are spread evenly. By default there is no limit. What has to wait waits in the broker. It needs a store.
    /// </summary>
    public string? RateLimit { get; set; }

    /// <summary>How many runs may be under way at once, in all workers together; by default, 0, there is no limit. What has to wait waits in the store.</summary>
    public int MaxConcurrency { get; set; }
}
