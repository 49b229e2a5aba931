using TypedTasks.Transport;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>
/// Limits on how many attempts of steps run at a time, and how often. A holder (the attempt of a step) has one run that counts: a higher number is a later
/// deferral or delivery of its message, and takes over whatever an earlier one had.
/// </summary>
public static class Limiting
{
    /// <summary>Takes a permit, or a place in line.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="known">What the holder has of this name, or null.</param>
    /// <param name="held">How many permits of this name are held and not lost.</param>
    /// <param name="now">Now.</param>
    public static Decision<bool> Acquire(AcquirePermit o, Permit? known, int held, DateTimeOffset now)
    {
        // Race: another run has taken over; this one has lost its message to it, or was replaced by it.
        if (known?.Run > o.Run)
            return Decision<bool>.Nothing(false);
        if (known is { State: PermitState.Held })
            return new(true, [new PermitChanged(known with { Run = o.Run, At = now })]);

        var lost = new PermitsLost(o.Name, StoreTime.Before(now, o.LostAfter));
        if (held < o.Limit)
        {
            var permit = new Permit(o.Name, o.Holder, o.Run, PermitState.Held, now, known is not null, null);
            return new(true, [lost, new PermitTaken(permit)]);
        }

        var place = new Permit(o.Name, o.Holder, o.WaitingRun, PermitState.Waiting, now, true, o.Waiting);
        return new(false, [lost, known is { State: PermitState.Waiting } ? new PermitChanged(place) : new PermitTaken(place)]);
    }

    /// <summary>From when on a permit is not lost.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="now">Now.</param>
    public static DateTimeOffset HeldSince(AcquirePermit o, DateTimeOffset now) => StoreTime.Before(now, o.LostAfter);

    /// <summary>Gives a permit back and passes it on, or gives up a place in line.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="known">What the holder has of this name, or null.</param>
    /// <param name="next">Who stands first in line, or null; only asked where <see cref="PassesOn"/>.</param>
    /// <param name="now">Now.</param>
    public static Decision<TaskMessage?> Release(ReleasePermit o, Permit? known, Permit? next, DateTimeOffset now)
    {
        if (!Ends(o, known))
            return Decision<TaskMessage?>.Nothing(null);
        if (known!.State == PermitState.Waiting)
            return new(null, [new PermitDeleted(o.Name, o.Holder)]);

        // Race: the message that a waiting one took the place of may come once more, or an earlier delivery, whose lock was lost, ask only now. The mark tells it that its holder has had its turn.
        List<StoreChange> changes =
        [
            known.HasWaited || o.HasEarlierRuns
                ? new PermitChanged(known with { Run = o.Run, State = PermitState.GivenBack, At = now })
                : new PermitDeleted(o.Name, o.Holder),
        ];
        if (next is null)
            return new(null, changes);
        changes.Add(new PermitChanged(next with { State = PermitState.Held, At = now, Waiting = null }));
        changes.Add(new OwedAdded(new(next.Waiting!, now)));
        return new(next.Waiting, changes);
    }

    /// <summary>Whether a permit is passed on to who stands next in line.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="known">What the holder has of this name, or null.</param>
    public static bool PassesOn(ReleasePermit o, Permit? known) => Ends(o, known) && known!.State == PermitState.Held;

    /// <summary>Takes the next start under a rate limit. One that rested gives one start at once, not many.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="rate">The rate limit, or null.</param>
    /// <param name="now">Now.</param>
    public static Decision<TimeSpan> Reserve(ReserveStart o, Rate? rate, DateTimeOffset now)
    {
        var start = rate is not null && rate.Next > now ? rate.Next : now;
        return new(start - now, [new RateChanged(new(o.Name, StoreTime.After(start, o.Interval)))]);
    }

    // Race: an earlier run may end while a later one waits or runs, and a permit is given back once.
    private static bool Ends(ReleasePermit o, Permit? known) =>
        known is { State: PermitState.Held or PermitState.Waiting } && known.Run <= o.Run;
}
