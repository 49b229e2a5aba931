using System.Collections.Concurrent;
using System.Diagnostics;

namespace TypedTasks.Hosting.Tests;

/// <summary>Listens to spans and keeps those that have ended, in the order in which they began.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly ActivityListener listener;

    public Spans(ActivitySamplingResult sampling = ActivitySamplingResult.AllDataAndRecorded)
    {
        listener = new()
        {
            ShouldListenTo = static source => source.Name == TypedTasksTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => sampling,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public IReadOnlyList<Activity> All => [.. ended];

    public Activity[] Of(string operation, string? task = null) =>
        [.. ended.Where(s => s.OperationName == operation && (task is null || task.Equals(s.GetTagItem("typedtasks.task"))))];

    public Activity One(string operation, string? task = null) => Assert.Single(Of(operation, task));

    public void Dispose() => listener.Dispose();
}
