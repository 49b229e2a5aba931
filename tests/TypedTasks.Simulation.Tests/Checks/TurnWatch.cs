using TypedTasks.Paths;
using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

/// <summary>What a line promises: flows have their turn in the order in which they were accepted or retried, no more at once than the one that begins allows, and nothing of a flow runs before.</summary>
internal sealed class TurnWatch(SimWorld world)
{
    private readonly List<(FlowKey Flow, int Limit)> waiting = [];
    private readonly HashSet<FlowKey> known = [];
    private readonly HashSet<FlowKey> underWay = [];
    private readonly HashSet<FlowKey> begun = [];

    /// <summary>The flows that have ever stood in line.</summary>
    public IEnumerable<string> Flows => known.Select(static k => k.FlowId).Distinct();

    public void Committed(StoreOperation operation)
    {
        switch (operation)
        {
            case AcceptFlow { TurnKey: not null, Result.Created: true } accept:
                Take(accept.Key, accept.TurnLimit);
                break;
            case RetryFlow { Result: { Refusal: null, Flow: { TurnKey: not null } flow } }:
                Take(flow.Key, flow.TurnLimit);
                break;
            case PassTurn pass:
                foreach (var flow in pass.Result.Begins)
                    LetIn(flow);
                break;
            case BeginTurn { Result.Flow: { State: FlowState.Running, AwaitsTurn: false } flow } begin when flow.Key == begin.Key && underWay.Contains(flow.Key):
                begun.Add(flow.Key);
                break;
            case FinishFlow { Result.TurnKey: not null } finish:
                Leave(finish.Result);
                break;
            case EndCompensations { Result.TurnKey: not null } end:
                Leave(end.Result);
                break;
        }
    }

    /// <summary>A step of a flow starts.</summary>
    public void Started(string place)
    {
        var flow = world.Current.Value!.Source.Envelope.Key;

        // What ends while it waits, by its deadline, has a branch for failures all the same.
        var hasEnded = !underWay.Contains(flow) && !waiting.Exists(w => w.Flow == flow);
        if (known.Contains(flow) && !begun.Contains(flow) && !(hasEnded && StepPath.Parse(place).IsAside))
            world.Violate(11, $"{place} of {flow} runs before its flow had its turn", place);
    }

    /// <summary>All have ended: nobody stands in line.</summary>
    public void CheckItIsEmpty()
    {
        if (world.Ask(new FindTurns(int.MaxValue)) is [var line, ..])
            world.Violate(1, $"somebody has to look at line '{line}' at the end");
        foreach (var flow in known.Where(f => world.Ask(new ReadPlace(f)) > 0 || underWay.Contains(f)))
            world.Violate(1, $"{flow} stands in line at the end");
    }

    private void Take(FlowKey flow, int limit)
    {
        if (known.Add(flow))
            waiting.Add((flow, limit));
    }

    private void LetIn(FlowKey flow)
    {
        if (underWay.Contains(flow))
            return;
        world.Trace(null, $"the turn of {flow} has come");
        if (waiting is not [var (first, limit), ..] || first != flow)
            world.Violate(11, $"{flow} has its turn before {string.Join(" and ", waiting.Select(static w => w.Flow).TakeWhile(w => w != flow))}");
        else if (underWay.Count >= limit)
            world.Violate(11, $"{flow} has its turn beside {string.Join(" and ", underWay)}, and {limit} may");
        waiting.RemoveAll(w => w.Flow == flow);
        underWay.Add(flow);
    }

    private void Leave(FlowRecord flow)
    {
        // What has not begun has nothing to undo, and keeps nobody waiting.
        if (!flow.IsTerminal && (flow.State != FlowState.Compensating || begun.Contains(flow.Key)))
            return;
        waiting.RemoveAll(w => w.Flow == flow.Key);
        underWay.Remove(flow.Key);
    }
}
