using System.Collections.Concurrent;
using TypedTasks.Paths;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>The steps that run in this process.</summary>
internal sealed class RunningSteps
{
    private readonly ConcurrentDictionary<RunningStep, long> running = new();
    private long lastNumber;

    public void Add(RunningStep step) => running.TryAdd(step, Interlocked.Increment(ref lastNumber));

    public void Remove(RunningStep step) => running.TryRemove(step, out _);

    public void Cancel(Cancellation cancellation)
    {
        // In one order always: the simulator repeats a history by its seed.
        foreach (var (step, _) in running
            .Where(r => r.Key.Key == cancellation.Key && StepPath.IsWithin(r.Key.Path, cancellation.Path))
            .OrderBy(static r => r.Key.Path, StringComparer.Ordinal)
            .ThenBy(static r => r.Value))
        {
            step.Cancel();
        }
    }

    /// <summary>What runs, the longest first, as a worker says it of itself.</summary>
    public IReadOnlyList<ReportedStep> Tell() =>
        // A copy by the dictionary itself: that of OrderBy counts first and copies then, and has holes where steps end in between.
        [.. running.ToArray().OrderBy(static r => r.Value).Select(static r => r.Key.Tell()).OfType<ReportedStep>()];

    /// <summary>Lets people see the steps that have been running for a while.</summary>
    public void Report()
    {
        foreach (var (step, _) in running)
            step.ReportRunning();
    }
}
