namespace TypedTasks.Cli.Workers;

/// <summary>What <c>workers list --json</c> writes.</summary>
/// <param name="Workers">The workers.</param>
/// <param name="Controls">What is said of queues, workers and tasks, and holds.</param>
internal sealed record WorkersAnswer(IReadOnlyList<WorkerStatus> Workers, IReadOnlyList<WorkerControl> Controls);
