using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

internal sealed class BodyIsSentBeforeItsMember : DeliberateFault
{
    public override Action? BeforeCommit(SimWorld world, IReadOnlyList<StoreOperation> operations)
    {
        var early = operations.OfType<RecordMember>().SelectMany(o => Due(world, o)).ToList();
        return early.Count == 0 ? null : () => early.ForEach(world.Accept);
    }

    private static IReadOnlyList<TaskMessage> Due(SimWorld world, RecordMember o)
    {
        var join = world.Read(new GetMember(o.Key, o.Join, o.Index));
        if (o.CreateOwed is null || join.Member is not null || join.State != JoinState.Open)
            return [];
        var others = world.Read(new ReadMembers(o.Key, o.Join, 0, o.Count));
        var state = o.Decide(others.Count(static m => m.Succeeded) + (o.Outcome.Succeeded ? 1 : 0), others.Count + 1);
        return state == JoinState.Open ? [] : o.CreateOwed(new(state, true, o.Outcome, others.Count + 1));
    }
}
