using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class RunningFlowIsPurged : BrokenStore
{
    public override TResult Ask<TResult>(SimWorld world, StoreQuery<TResult> query)
    {
        var answer = base.Ask(world, query);
        return query is FindPurgeable && world.Read(new GetFlow(new(Simulation.FlowId, 0))) is { State: FlowState.Running } flow
            ? (TResult)(object)((IReadOnlyList<FlowRecord>)(object)answer!).Append(flow).ToArray()
            : answer;
    }

    protected override StoreOperation Change(SimWorld world, StoreOperation operation)
    {
        if (operation is not DeleteFlow { FlowId: Simulation.FlowId } delete)
            return operation;
        world.Commit([new FinishFlow(new(Simulation.FlowId, 0), FlowState.Cancelled, default)]);
        return delete with { EndedFor = TimeSpan.Zero };
    }
}
