using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Shared;
using TypedTasks.Hosting.Upkeep;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Schedules;

/// <summary>Looks at the schedules of this process when one of them is about to be due, in every process: the store says who was first.</summary>
internal sealed class ScheduleJob(
    ScheduleBook book, ScheduleUse use, ScheduleRunner runner, FlowStore store, TimeProvider time, IOptions<TypedTasksOptions> options, IOptions<WorkerOptions> worker) : IUpkeepJob
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private TimeSpan? pause;

    public string Name => "schedules";

    public bool HasOwnLeases => true;

    public bool RunsAtOnce => true;

    public TimeSpan Interval => book.Count == 0 ? TimeSpan.MaxValue : pause ?? worker.Value.ReconcileInterval;

    public async ValueTask RunAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        if (book.Count == 0)
            return;
        var isManual = options.Value.Schedules == ScheduleMode.Manual;
        var began = time.GetUtcNow();
        var wake = began + worker.Value.ReconcileInterval;

        // Where it fails, upkeep tries it again soon.
        pause = TimeSpan.FromSeconds(1) < worker.Value.ReconcileInterval ? TimeSpan.FromSeconds(1) : worker.Value.ReconcileInterval;
        await use.SayAsync(cancellationToken).ConfigureAwait(false);
        var stored = (await store.QueryAsync(new ListSchedules(), cancellationToken).ConfigureAwait(false)).ToDictionary(static s => s.Name, StringComparer.Ordinal);
        foreach (var own in book.All)
        {
            var state = stored.GetValueOrDefault(own.Name);
            if (isManual && state is not { Waiting.Count: > 0 })
                continue;
            if (await runner.RunAsync(own, state, isManual, cancellationToken).ConfigureAwait(false) is { } next && next < wake)
                wake = next;
        }

        pause = wake - began < Shortest ? Shortest : wake - began;
    }
}
