namespace TypedTasks;

/// <summary>A run of a task, as middleware sees it. The elements of a chunk (<c>Each(chunkSize)</c>) are runs of their own.</summary>
public sealed class TaskInvocation
{
    internal TaskInvocation(TaskRoute route, TaskContext context, IServiceProvider services, CancellationToken cancellationToken)
    {
        Route = route;
        Context = context;
        Services = services;
        CancellationToken = cancellationToken;
    }

    /// <summary>Which task runs, and from which queue.</summary>
    public TaskRoute Route { get; }

    /// <summary>What the task may know of its run: flow, step, attempt, headers.</summary>
    public TaskContext Context { get; }

    /// <summary>The services of the run; its scope ends with the run.</summary>
    public IServiceProvider Services { get; }

    /// <summary>Fires when the attempt should end: time-out, cancellation, lost lock, or the worker stops.</summary>
    public CancellationToken CancellationToken { get; }
}
