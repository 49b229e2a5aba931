using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class OldFailureCounts : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) => operation switch
    {
        FinishFlow { State: FlowState.Failed } finish => finish with { Key = Now(world, finish.Key) },
        RecordMember { Outcome.Succeeded: false } member => member with { Key = Now(world, member.Key) },
        _ => operation,
    };

    private static FlowKey Now(SimWorld world, FlowKey key) => world.Read(new GetFlow(key)).Key;
}
