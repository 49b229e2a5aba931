namespace TypedTasks;

/// <summary>
/// Runs around each run of a task: <c>AddTaskMiddleware</c> adds it. What is added first is outermost. It is taken from the service scope of the run, which the task shares, so its constructor may take scoped services.
/// </summary>
public interface ITaskMiddleware
{
    /// <summary>Goes on with <paramref name="next"/>, once, and waits for it; or ends the run by throwing, which counts as a failure of the task.</summary>
    /// <param name="invocation">The run.</param>
    /// <param name="next">What lies further inside, the task last. It throws what the task throws.</param>
    ValueTask InvokeAsync(TaskInvocation invocation, Func<ValueTask> next);
}
