using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Schedules;

/// <summary>Says that this process has its schedules, so that nobody deletes them. Of all that have one, one holds its lease.</summary>
internal sealed class ScheduleUse(ScheduleBook book, FlowStore store, TimeProvider time, IOptions<WorkerOptions> worker)
{
    /// <summary>How long it is known that a process has had a schedule.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private long? said;

    public async ValueTask SayAsync(CancellationToken cancellationToken)
    {
        if (said is { } last && time.GetElapsedTime(last) < Interval)
            return;
        var now = time.GetTimestamp();
        await store.ExecuteAsync([.. book.All.Select(s => new AcquireLease(DeleteSchedule.LeaseOf(s.Name), worker.Value.Name, Lasts))], cancellationToken).ConfigureAwait(false);
        said = now;
    }
}
