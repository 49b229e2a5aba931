using TypedTasks.Hosting.Shared;
using TypedTasks.Operations;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Schedules;

/// <summary>
/// A run of a schedule that somebody asks for who does not have it: the composition is code, and lies in other processes. It waits in the row of the schedule, and a process that has the schedule starts it.
/// </summary>
internal static class RequestedRun
{
    /// <summary>Lets a run of now wait for its start, and writes down who asked; yields the id that its flow will have.</summary>
    /// <exception cref="ArgumentException">There is no such schedule.</exception>
    /// <exception cref="InvalidOperationException">It is paused, changes at this moment, or too much of it waits already.</exception>
    public static async ValueTask<string> AddAsync(FlowStore store, string name, ActionBy by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var all = await store.QueryAsync(new ListSchedules(), cancellationToken).ConfigureAwait(false);
        var known = all.FirstOrDefault(s => s.Name == name) ?? throw new ArgumentException(
            $"There is no schedule '{name}'. {(all.Count == 0 ? "The store has none." : $"There are: {string.Join(", ", all.Select(static s => s.Name))}.")}");
        if (known.IsPaused)
            throw new InvalidOperationException($"Schedule '{name}' is paused, and what waits of it does not start: resume it first.");
        if (Timetable.TryCreate(known.Cron, known.Options.TimeZone, out var problem) is not { } table)
            throw new InvalidOperationException($"Schedule '{name}' cannot be read here: {problem}.");

        // Its name has no parts of a second.
        var moment = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), now.Offset);
        var occurrence = table.At(moment) with { IsBackfill = true };
        var added = await store.ExecuteAsync(new QueueOccurrences(name, known.Hash, [occurrence]), cancellationToken).ConfigureAwait(false);
        if (added == 1)
        {
            var flow = OwnSchedule.FlowIdOf(name, known.Options.TimeZone, occurrence);
            await store.ExecuteAsync([WrittenAction.Schedule("run schedule", flow, name, by, $"Schedule {name} runs as flow {flow} once a process that has it looks.")], cancellationToken).ConfigureAwait(false);
            return flow;
        }

        throw added is null
            ? new InvalidOperationException($"Nothing more of schedule '{name}' may wait ({ScheduleState.MostWaiting} runs do), or it was changed at this moment: look at it, and try again.")
            : new InvalidOperationException($"A run of schedule '{name}' was asked for in this very second.");
    }
}
