using TypedTasks.Storage;

namespace TypedTasks.Postgres.Lanes;

/// <summary>What one call locks: keys, flows, and plans that it may delete. What only reads locks nothing.</summary>
internal sealed class CallLocks
{
    private readonly HashSet<string> accepted = new(StringComparer.Ordinal);

    public CallLocks(PendingCall call)
    {
        foreach (var operation in call.Operations)
        {
            if (operation.IsRead)
                continue;
            if (operation is DeletePlan plan)
            {
                Plans.Add(plan.PlanHash);
                continue;
            }

            var (key, flow, withUniqueKey) = operation.Lock;
            if (key is not null)
                Keys.Add(key);
            if (flow is null)
                continue;
            Flows.Add(flow);
            if (operation is AcceptFlow or ProposeOccurrence)
                accepted.Add(flow);
            if (withUniqueKey)
                WithUniqueKey.Add(flow);
        }
    }

    public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Flows { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Plans { get; } = new(StringComparer.Ordinal);

    /// <summary>Flows whose unique keys are locked too.</summary>
    public HashSet<string> WithUniqueKey { get; } = new(StringComparer.Ordinal);

    public int Count => Keys.Count + Flows.Count + Plans.Count;

    /// <summary>Whether the row of the flow, where there is none, has to be stood in for: an acceptance inserts it, and finds out when it does that another one was faster.</summary>
    public bool NeedsStandIn(string flow) => !accepted.Contains(flow);

    /// <summary>The key that stands in for the row of a flow.</summary>
    public static string StandIn(string flow) => $"flow:{flow}";
}
