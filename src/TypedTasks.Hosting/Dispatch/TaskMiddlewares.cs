using System.Collections.Concurrent;
using TypedTasks.Generated;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>What runs around tasks, chosen once for each task and queue.</summary>
internal sealed class TaskMiddlewares(IEnumerable<TaskMiddlewareEntry> entries)
{
    private readonly TaskMiddlewareEntry[] all = [.. entries];
    private readonly ConcurrentDictionary<(string Task, string Queue), (TaskRoute Route, TaskMiddlewareEntry[] Around)> chosen = new();

    /// <summary>Whether there is none for any task.</summary>
    public bool IsEmpty => all.Length == 0;

    /// <summary>What runs around a task that comes from a queue, the outermost first.</summary>
    public (TaskRoute Route, TaskMiddlewareEntry[] Around) Of(TaskDefinition task, string queue) =>
        chosen.GetOrAdd((task.Name, queue), static (key, all) => Choose(new(key.Task, key.Queue), all), all);

    /// <summary>Runs the task within.</summary>
    /// <exception cref="TaskResultException">Middleware did not call what lies further inside, or did not wait for it.</exception>
    public static async ValueTask RunAsync(TaskInvocation invocation, TaskMiddlewareEntry[] around, Func<ValueTask> task)
    {
        var isRun = false;
        await NextAsync(invocation, around, 0, RunTaskAsync).ConfigureAwait(false);
        if (!isRun)
        {
            throw new TaskResultException(
                $"Task '{invocation.Route.Task}' was not run to its end, because middleware ({string.Join(", ", around.Select(static a => a.Name))}) did not call next, or did not wait for it. "
                + "To end a run without the task, throw.");
        }

        async ValueTask RunTaskAsync()
        {
            await task().ConfigureAwait(false);
            isRun = true;
        }
    }

    private static ValueTask NextAsync(TaskInvocation invocation, TaskMiddlewareEntry[] around, int index, Func<ValueTask> task)
    {
        if (index == around.Length)
            return task();
        var isCalled = false;
        return around[index].Create(invocation.Services).InvokeAsync(invocation, () =>
        {
            if (isCalled)
                throw new InvalidOperationException($"{around[index].Name} called next twice: a run of a task is one call of its method. To repeat it, throw, and let its retries do so.");
            isCalled = true;
            return NextAsync(invocation, around, index + 1, task);
        });
    }

    private static (TaskRoute Route, TaskMiddlewareEntry[] Around) Choose(TaskRoute route, TaskMiddlewareEntry[] all) =>
        (route, [.. all.Where(e => e.Where?.Invoke(route) != false)]);
}
