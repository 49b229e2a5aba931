using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

/// <summary>What a unique key promises: one flow at a time holds it, from its acceptance until it has ended and its window is over, and again while it is retried.</summary>
internal sealed class UniqueWatch(SimWorld world)
{
    private readonly List<string> accepted = [];
    private (string FlowId, DateTimeOffset Until)? last;
    private bool wasFree;

    /// <summary>A flow asks for the key.</summary>
    public void Accepting() => wasFree = !accepted.Exists(IsAlive)
        && (last is not { } hold || world.Now >= hold.Until || world.Watch.Kept.Purged.Contains(hold.FlowId));

    /// <summary>It was answered.</summary>
    public void Accepted(AcceptFlow o)
    {
        if (accepted.Contains(o.Key.FlowId))
            return;
        if (o.Result.Created != wasFree)
            world.Violate(11, $"{o.Key} was {(o.Result.Created ? "accepted although somebody holds" : "not accepted although nobody holds")} the key '{o.UniqueKey}'");
        if (!o.Result.Created)
            return;
        accepted.Add(o.Key.FlowId);
        last = (o.Key.FlowId, world.Now + o.UniqueWindow);
    }

    /// <summary>A flow was retried, or not.</summary>
    public void Retried()
    {
        if (accepted.FindAll(IsAlive) is { Count: > 1 } alive)
            world.Violate(11, $"{string.Join(" and ", alive)} run with one key");
    }

    /// <summary>All have ended: the next one gets the key.</summary>
    public void CheckItIsFree()
    {
        if (last is not { } hold)
            return;
        if (world.Now < hold.Until)
            world.Time.Advance(hold.Until - world.Now);
        world.Execute([new AcceptFlow(new("next", 0), "", null, "", ReadOnlyMemory<byte>.Empty, world.FlowLifetime, null) { UniqueKey = Rivals.Key }]);
    }

    private bool IsAlive(string flowId) => world.Read(new GetFlow(new(flowId, 0))) is { State: not FlowState.Unknown, IsTerminal: false };
}
