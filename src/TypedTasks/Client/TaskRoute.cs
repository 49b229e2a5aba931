namespace TypedTasks;

/// <summary>A task and the queue that it runs from: what middleware is chosen by.</summary>
/// <param name="Task">The name of the task on the wire, such as <c>photos.resize</c>.</param>
/// <param name="Queue">The queue that the message came from; where a step has a priority or an ordering key, the one beside it: <c>NAME-high</c>, <c>NAME-low</c>, <c>NAME-ordered</c>.</param>
public sealed record TaskRoute(string Task, string Queue);
