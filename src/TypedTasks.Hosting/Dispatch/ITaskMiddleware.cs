namespace TypedTasks.Hosting.Dispatch;

/// <summary>Runs around each call of a task's method; the first one registered is the outermost.</summary>
internal interface ITaskMiddleware
{
    /// <summary>Goes on with <paramref name="next"/>, or ends the call by throwing.</summary>
    ValueTask InvokeAsync(TaskInvocation invocation, Func<ValueTask> next);
}
