using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class EventIsTheLatest : BrokenStore
{
    protected override void Answer(SimWorld world, StoreOperation operation)
    {
        if (operation is RaiseEvent { Result.Answer: RaiseOutcome.AlreadyRaised } o)
            o.Result = o.Result with { Answer = RaiseOutcome.Recorded, Outcome = new(FlowValue.Inline(o.Value), null) };
    }
}
