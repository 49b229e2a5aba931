using TypedTasks.Hosting.Client;

namespace TypedTasks.Testing;

/// <summary>The flows that were started.</summary>
internal sealed class FlowLog : IFlowObserver
{
    private readonly List<StartedFlow> flows = [];

    public IReadOnlyList<StartedFlow> Flows
    {
        get
        {
            lock (flows)
                return [.. flows];
        }
    }

    public void Started(string flowId, ISignature signature)
    {
        lock (flows)
            flows.Add(new(flowId, signature));
    }
}
