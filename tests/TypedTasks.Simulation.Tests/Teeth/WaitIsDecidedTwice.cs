using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class WaitIsDecidedTwice : BrokenStore
{
    private readonly Dictionary<string, RecordedOutcome> timedOut = [];

    protected override StoreOperation Change(SimWorld world, StoreOperation operation)
    {
        if (operation is ExpireWait o)
            timedOut.TryAdd(o.Path, o.Outcome);
        return operation;
    }

    // Whoever goes on from a wait sees the time-out, although the event was recorded first.
    protected override void Answer(SimWorld world, StoreOperation operation)
    {
        if (operation is GetMember { Result.Member.Succeeded: true } o && timedOut.TryGetValue(o.Join, out var late))
            o.Result = o.Result with { Member = late };
    }
}
