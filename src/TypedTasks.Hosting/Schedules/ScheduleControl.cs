using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Schedules;

/// <summary>Looks at schedules and steers them.</summary>
internal sealed class ScheduleControl(ScheduleBook book, ScheduleRunner runner, FlowStore store, TimeProvider time) : ISchedules
{
    private const int MostTimes = 1000;

    public async ValueTask<IReadOnlyList<ScheduleStatus>> ListAsync(int times = 5, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(times, MostTimes);
        var now = time.GetUtcNow();
        var stored = await store.QueryAsync(new ListSchedules(), cancellationToken).ConfigureAwait(false);
        return [.. stored.Select(s => Describe(s, times, now))];
    }

    public ValueTask PauseAsync(string name, CancellationToken cancellationToken = default) => SetAsync(name, isPaused: true, cancellationToken);

    public ValueTask ResumeAsync(string name, CancellationToken cancellationToken = default) => SetAsync(name, isPaused: false, cancellationToken);

    public ValueTask<string> RunNowAsync(string name, CancellationToken cancellationToken = default) => runner.RunNowAsync(Own(name), cancellationToken);

    public async ValueTask<int> BackfillAsync(string name, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        var own = Own(name);
        if (until < from || until > time.GetUtcNow())
            throw new ArgumentException($"Occurrences from {from:u} until {until:u} cannot be filled in: the times are in the wrong order, or some are still to come.", nameof(until));
        List<Occurrence> past = [];
        for (var next = own.Table.Next(from > DateTimeOffset.UnixEpoch ? from.AddTicks(-1) : DateTimeOffset.UnixEpoch); next is not null && next.At < until; next = own.Table.Next(next.At))
        {
            past.Add(next with { IsBackfill = true });
            if (past.Count > ScheduleState.MostWaiting)
                break;
        }

        _ = await runner.RequireAsync(own, cancellationToken).ConfigureAwait(false);
        var added = past.Count > ScheduleState.MostWaiting
            ? null
            : await store.ExecuteAsync(new QueueOccurrences(name, own.Hash, past), cancellationToken).ConfigureAwait(false);
        if (added is null)
            throw new ArgumentException($"From {from:u} until {until:u} schedule '{name}' has more occurrences than may wait ({ScheduleState.MostWaiting} in all): fill in a shorter time first.", nameof(until));
        return added.Value;
    }

    public async ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (book.Find(name) is not null)
            throw new InvalidOperationException($"Schedule '{name}' is in the code of this process, which would store it anew: remove it there first, or pause it.");
        return await store.ExecuteAsync(new DeleteSchedule(name), cancellationToken).ConfigureAwait(false) switch
        {
            ScheduleDeletion.Deleted => true,
            ScheduleDeletion.InUse => throw new InvalidOperationException(
                $"A process has schedule '{name}', or had it within the last {ScheduleUse.Lasts.TotalMinutes} minutes, and would store it anew: deploy that one without it first, or pause it."),
            _ => false,
        };
    }

    private static ScheduleStatus Describe(ScheduleState state, int times, DateTimeOffset now)
    {
        List<DateTimeOffset> next = [];
        if (times > 0 && !state.IsPaused && Timetable.TryCreate(state.Cron, state.Options.TimeZone, out _) is { } table)
        {
            // What is given to the broker already is still to come.
            for (var o = table.Next(now > state.After ? now : state.After); o is not null && next.Count < times; o = table.Next(o.At))
                next.Add(o.At);
        }

        return new(
            state.Name, state.Cron, state.Options, state.IsPaused, next, state.LastStarted?.At, state.Running, state.Waiting.Count, state.Started, state.Skipped, state.Missed);
    }

    private async ValueTask SetAsync(string name, bool isPaused, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (book.Find(name) is { } own)
            _ = await store.ExecuteAsync(own.Define(), cancellationToken).ConfigureAwait(false);
        if (!await store.ExecuteAsync(new PauseSchedule(name, isPaused), cancellationToken).ConfigureAwait(false))
            throw new ArgumentException($"There is no schedule '{name}'.", nameof(name));
    }

    private OwnSchedule Own(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return book.Find(name) ?? throw new ArgumentException(
            $"This process has no schedule '{name}': add it with AddSchedule, or the tasks of its assembly. It has {(book.Count == 0 ? "none" : string.Join(", ", book.All.Select(static s => s.Name)))}.", nameof(name));
    }
}
