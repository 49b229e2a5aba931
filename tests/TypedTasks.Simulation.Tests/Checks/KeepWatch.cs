using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

/// <summary>What is kept of flows: how the one under test stands, and that none is purged before its time.</summary>
internal sealed class KeepWatch(SimWorld world)
{
    private readonly Dictionary<string, FlowRecord> before = new(StringComparer.Ordinal);

    /// <summary>The flow under test, as of its last change.</summary>
    public FlowRecord? Flow { get; private set; }

    /// <summary>The flows that are gone.</summary>
    public HashSet<string> Purged { get; } = new(StringComparer.Ordinal);

    /// <summary>A flow is to be deleted.</summary>
    public void Deleting(DeleteFlow delete) => before[delete.FlowId] = world.Read(new GetFlow(new(delete.FlowId, 0)));

    public void Committed(StoreOperation operation)
    {
        switch (operation)
        {
            case AcceptFlow { Result.Created: true, Key.FlowId: Simulation.FlowId } accept:
                Flow = accept.Result.Flow;
                break;
            case FinishFlow { Key.FlowId: Simulation.FlowId } finish:
                Flow = finish.Result;
                break;
            case EndCompensations { Key.FlowId: Simulation.FlowId } end:
                Flow = end.Result;
                break;
            case RetryFlow { Key.FlowId: Simulation.FlowId } retry:
                Flow = retry.Result.Flow;
                break;
            case DeleteFlow { Result: true } delete:
                Deleted(delete.FlowId, before[delete.FlowId]);
                break;
        }
    }

    private void Deleted(string flowId, FlowRecord flow)
    {
        Purged.Add(flowId);
        if (flowId == Simulation.FlowId)
            world.Count(Fault.Purged, world.Broker.Messages.Select(static m => m.Place));
        if (!flow.IsTerminal)
            world.Violate(11, $"{flowId} was purged while it was {flow.State}");
        else if (world.Now < flow.EndedAt + world.Retention)
            world.Violate(11, $"{flowId} was purged {world.Now - flow.EndedAt} after its end");
    }
}
