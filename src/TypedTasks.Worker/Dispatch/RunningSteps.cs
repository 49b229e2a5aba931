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
        foreach (var (step, _) in running)
        {
            if (step.Key == cancellation.Key && StepPath.IsWithin(step.Path, cancellation.Path))
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
