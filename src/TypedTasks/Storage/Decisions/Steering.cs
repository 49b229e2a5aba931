using TypedTasks.Transport;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>Workers, and what was said of queues, workers and tasks while they run.</summary>
public static class Steering
{
    /// <summary>Keeps what a worker says of itself.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="known">The worker, or null.</param>
    /// <param name="now">Now.</param>
    public static IReadOnlyList<StoreChange> Report(ReportWorker o, WorkerRow? known, DateTimeOffset now) =>
    [
        new WorkerChanged(new()
        {
            Id = o.Id,
            Name = o.Name,
            Machine = o.Machine,
            ProcessId = o.ProcessId,
            Version = o.Version,
            StartedAt = known?.StartedAt ?? now,
            LastSeen = now,
            Until = StoreTime.After(now, o.Lease),
            IsDraining = o.IsDraining,
            IsDrained = o.IsDrained,
            Queues = o.Queues,
            Running = [.. o.Running.Select(s => new WorkerStep(
                s.FlowId, s.Path, s.Task, s.Queue, s.Attempt, StoreTime.Before(now, s.RunsFor), s.LockLeft is { } left ? StoreTime.After(now, left) : null))],
            RunningCount = o.RunningCount,
        }),
    ];

    /// <summary>Forgets a worker.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="known">The worker, or null.</param>
    /// <param name="now">Now.</param>
    public static Decision<bool> Remove(RemoveWorker o, WorkerRow? known, DateTimeOffset now) =>
        known is null || (o.GoneFor is { } gone && StoreTime.After(known.Until, gone) > now)
            ? Decision<bool>.Nothing(false)
            : new(true, [new WorkerRemoved(o.Id)]);

    /// <summary>Keeps a control, unless it is for a worker that cannot follow it.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="worker">The only worker that it concerns, or null.</param>
    /// <param name="now">Now.</param>
    public static Decision<bool> Set(SetControl o, WorkerRow? worker, DateTimeOffset now) =>
        o.Control.Worker is not null && (worker is null || worker.Until <= now)
            ? Decision<bool>.Nothing(false)
            : new(true, [new ControlChanged(SetControl.KeyOf(o.Control), o.Control with { At = now })]);

    /// <summary>Lets a start be now that was to be later.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="rate">The rate limit, or null.</param>
    /// <param name="now">Now.</param>
    public static IReadOnlyList<StoreChange> Forward(BringForward o, Rate? rate, DateTimeOffset now) =>
        rate is not null && rate.Next > now ? [new RateChanged(rate with { Next = now })] : [];

    /// <summary>Gives a free permit to who stands first in line.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="held">How many permits of this name are held and not lost.</param>
    /// <param name="next">Who stands first in line, or null.</param>
    /// <param name="now">Now.</param>
    public static Decision<TaskMessage?> Pass(PassPermit o, int held, Permit? next, DateTimeOffset now) =>
        next is null || held >= o.Limit
            ? Decision<TaskMessage?>.Nothing(null)
            : new(next.Waiting, [new PermitChanged(next with { State = PermitState.Held, At = now, Waiting = null }), new OwedAdded(new(next.Waiting!, now))]);
}
