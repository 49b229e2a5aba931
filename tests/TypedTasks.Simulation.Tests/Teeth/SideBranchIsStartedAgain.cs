using TypedTasks.Paths;
using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class SideBranchIsStartedAgain : BrokenStore
{
    private int count;

    protected override void Answer(SimWorld world, StoreOperation operation)
    {
        if (operation is not RecordMember { CreateOwed: { } create } o || o.Result.State == JoinState.Open || o.Result.Owed.Count > 0
            || o.Result.DecidingOutcome.Value.Kind == ValueKind.Freed)
            return;
        var branches = create(new(o.Result.State, true, o.Result.DecidingOutcome, o.Count)).Where(static m => m.Step.EndsWith(StepPath.SideLevel));
        o.Result = o.Result with { Owed = [.. branches.Select(m => BrokenHandOff.Copy(m, id: $"{m.Id}/{count++}"))] };
    }
}
