using TypedTasks.Cli.Targets;
using TypedTasks.Cli.Terminal;

namespace TypedTasks.Cli.Workers;

/// <summary>Finds workers by what people call them.</summary>
internal static class WorkerNames
{
    private const int MostNamed = 10;

    /// <summary>The worker that is meant, or null where none was named.</summary>
    public static async Task<WorkerStatus?> FindAsync(IWorkers workers, string? name, CancellationToken cancellationToken) =>
        name is null ? null : await RequireAsync(workers, name, cancellationToken);

    /// <summary>The worker that is meant: by its name or the first letters of its name or id.</summary>
    /// <exception cref="RefusedException">None is, or several are.</exception>
    public static async Task<WorkerStatus> RequireAsync(IWorkers workers, string name, CancellationToken cancellationToken)
    {
        var all = await workers.ListAsync(cancellationToken);
        WorkerStatus[] alive = [.. all.Where(static w => w.State != WorkerState.Gone)];
        WorkerStatus[] found = [.. alive.Where(w => w.Id == name || w.Name == name)];
        if (found.Length == 0)
            found = [.. alive.Where(w => w.Id.StartsWith(name, StringComparison.Ordinal) || w.Name.StartsWith(name, StringComparison.Ordinal))];
        return found switch
        {
            [var one] => one,
            [] when all.Any(w => w.Id.StartsWith(name, StringComparison.Ordinal) || w.Name.StartsWith(name, StringComparison.Ordinal)) => throw new RefusedException($"Worker '{name}' is gone: nobody is there who could follow."),
            [] => throw new RefusedException($"There is no worker '{name}'. {(alive.Length == 0 ? "None runs." : $"Those that run: {Names(alive)}.")}"),
            _ => throw new RefusedException($"'{name}' is more than one worker: {Names(found)}. Write the first letters of its id."),
        };
    }

    /// <summary>Says so where no worker that runs takes the queue: it may be misspelt.</summary>
    public static async Task WarnOfQueueAsync(IWorkers workers, string queue, Screen screen, CancellationToken cancellationToken)
    {
        var all = await workers.ListAsync(cancellationToken);
        string[] taken = [.. all.Where(static w => w.State != WorkerState.Gone).SelectMany(static w => w.Queues).Select(static q => q.Name).Distinct().Order(StringComparer.Ordinal)];
        if (!taken.Contains(queue, StringComparer.Ordinal))
            screen.Note($"No worker that runs now takes queue '{queue}'.{(taken.Length > 0 ? $" Those that run take: {string.Join(", ", taken)}." : " None runs.")} Those that start later follow it.");
    }

    /// <summary>Says what still keeps the queue from being taken.</summary>
    public static async Task TellRestAsync(IWorkers workers, string queue, WorkerStatus? resumed, Screen screen, CancellationToken cancellationToken)
    {
        foreach (var control in (await workers.ListControlsAsync(cancellationToken)).Where(c => c is { Kind: ControlKind.Pause, IsOn: true } && c.Target == queue))
        {
            if (resumed is null || control.Worker is null)
                screen.Note($"It is still paused for {(control.Worker is { } worker ? $"worker {worker}" : "all workers")}, by {Plain.Of(control.Actor)}: resume that too.");
        }
    }

    private static string Names(WorkerStatus[] workers) =>
        string.Join(", ", workers.Take(MostNamed).Select(static w => $"{w.Name} ({w.Id})")) + (workers.Length > MostNamed ? " and others" : "");
}
