using TypedTasks.Generated;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>A call of a task's method, as middleware sees it.</summary>
/// <param name="Task">The task.</param>
/// <param name="Context">What the task may know of its run.</param>
internal sealed record TaskInvocation(TaskDefinition Task, TaskContext Context);
