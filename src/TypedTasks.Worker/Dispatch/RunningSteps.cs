using System.Collections.Concurrent;
using TypedTasks.Contracts;
using TypedTasks.Flows;

namespace TypedTasks.Worker;

/// <summary>The steps that run in this process.</summary>
internal sealed class RunningSteps
{
    private readonly ConcurrentDictionary<RunningStep, bool> running = new();

    public void Add(RunningStep step) => running.TryAdd(step, true);

    public void Remove(RunningStep step) => running.TryRemove(step, out _);

    public void Cancel(Cancellation cancellation)
    {
        // In one order always: the simulator repeats a history by its seed.
        foreach (var step in running.Keys
            .Where(s => s.Key == cancellation.Key && StepPath.IsWithin(s.Path, cancellation.Path))
            .OrderBy(static s => s.Path, StringComparer.Ordinal))
        {
            step.Cancel();
        }
    }

    /// <summary>Lets people see the steps that have been running for a while.</summary>
    public void Report()
    {
        foreach (var (step, _) in running)
            step.ReportRunning();
    }
}
