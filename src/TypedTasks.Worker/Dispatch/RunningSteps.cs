using System.Collections.Concurrent;
using TypedTasks.Contracts;
using TypedTasks.Flows;

namespace TypedTasks.Worker;

/// <summary>The steps that run in this process.</summary>
internal sealed class RunningSteps
{
    private readonly ConcurrentDictionary<RunningStep, bool> running = new();

    public IEnumerable<RunningStep> All => running.Keys;

    public void Add(RunningStep step) => running.TryAdd(step, true);

    public void Remove(RunningStep step) => running.TryRemove(step, out _);

    public void Cancel(Cancellation cancellation)
    {
        foreach (var step in running.Keys)
        {
            if (step.Key == cancellation.Key && StepPath.IsWithin(step.Path, cancellation.Path))
                step.Cancel();
        }
    }

    public void CancelAll()
    {
        foreach (var step in running.Keys)
            step.Source.Cancel();
    }
}
