using System.Text.Json;
using TypedTasks.Engine;
using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Serialization;
using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

/// <summary>What must hold once a run has ended.</summary>
/// <param name="world">The world.</param>
/// <param name="plans">The plans of the flow.</param>
/// <param name="flow">The flow as it ended.</param>
/// <param name="cancelled">Whether somebody asked for it to be cancelled.</param>
/// <param name="speakers">Who says what its waits wait for, or null.</param>
internal sealed class EndChecks(SimWorld world, SimPlans plans, FlowRecord flow, bool cancelled, Speakers? speakers)
{
    private const int MostRuns = 12;

    private readonly Oracle oracle = new(TaskJson.Create([]), plans.At, flow.Key.Generation, world.Broker.Lost, (e, k) => SaidOf(world, e, k));

    /// <summary>Checks all of it; false where too many outcomes are right to check the result.</summary>
    public bool Check()
    {
        CheckRest();
        world.Watch.Unique.CheckItIsFree();
        world.Watch.Turns.CheckItIsEmpty();
        if (world.Watch.Kept.Purged.Contains(flow.Key.FlowId))
        {
            CheckChildren();
            return true;
        }

        Possible expected;
        try
        {
            expected = oracle.Evaluate(plans.Root, StepPath.Root, null);
        }
        catch (TooManyOutcomesException)
        {
            return false;
        }

        speakers?.Check((e, k) => SaidOf(world, e, k));
        CheckEnd(expected);
        foreach (var place in world.Watch.Runs.Keys.Where(p => !oracle.Places.Contains(p) && p[..Math.Min(1, p.Length)] != Compensations.PlanPath))
            world.Violate(3, $"{place} ran, and is no step of the flow", place);
        CheckSides();
        CheckChildren();
        if (!world.Broker.Lost.Keys.Any(static l => l.StartsWith(Compensations.PlanPath, StringComparison.Ordinal)))
            CheckCompensations();
        if (world.Options.Faults.Count == 0)
        {
            foreach (var (place, runs) in world.Watch.Runs.Where(static r => r.Value > MostRuns))
                world.Violate(3, $"{place} ran {runs} times without a fault", place);
        }

        return true;
    }

    // A flow that has ended takes no event, and tells what it has.
    private static RaisedEvent SaidOf(SimWorld world, string name, string key) => world.Read(new RaiseEvent(Simulation.FlowId, name, key, "probe", "0"u8.ToArray()));

    private void CheckRest()
    {
        if (!flow.IsTerminal && !world.Watch.Kept.Purged.Contains(flow.Key.FlowId))
            world.Violate(1, $"the flow is {flow.State} at the end");
        if (world.Broker.Messages is [var first, ..])
            world.Violate(1, $"{world.Broker.Messages.Count} messages are left, the first is {first.Message.Id}", first.Place);
        if (world.Owed > 0)
            world.Violate(1, $"{world.Owed} messages are still owed");
    }

    private void CheckEnd(Possible expected)
    {
        if (flow.State == FlowState.Succeeded)
            CheckResult(expected);
        else if (flow.State == FlowState.Failed)
            CheckFailure(expected);
        else if (flow.State == FlowState.Cancelled && !cancelled)
            world.Violate(7, "the flow was cancelled, and nobody asked for it");
    }

    private void CheckResult(Possible expected)
    {
        if (expected.Values.Count == 0)
        {
            world.Violate(6, "the flow succeeded although a step of it always fails");
            return;
        }

        using var document = JsonDocument.Parse(ResultReader.Read(world, flow.Key, flow.Outcome.Value));
        world.Watch.Consume(document.RootElement, "the result");
        var actual = Digest.Canonical(document.RootElement);
        if (expected.Values.All(v => v.Text != actual))
        {
            var right = string.Join(" or ", expected.Values.Select(static v => v.Text));
            var isShape = actual.Length < 3 || actual[0] == '[' != (right[0] == '[');
            world.Violate(isShape ? 5 : 4, $"the result is {actual}, not {right}");
        }
    }

    private void CheckFailure(Possible expected)
    {
        if (flow.Outcome.Failure is null)
        {
            world.Violate(6, "the flow failed and does not say why");
            return;
        }

        var failure = FailureJson.Read(flow.Outcome.Failure!.Value);
        if (cancelled && failure.Type == "TypedTasks.Cancelled" && failure.Inner.Count > 0)
            return;
        var isRight = failure.Type == "TypedTasks.DeadlineExceeded"
            ? world.Now > flow.Deadline
            : expected.CanFail && oracle.Failing.Contains(failure.Step);
        if (!isRight)
            world.Violate(6, $"the flow failed by {failure.Type} at '{failure.Step}': {failure.Message}", failure.Step);

        // What the whole flow asked for on errors: its failure has passed these scopes; a time-out strikes above what it bounds.
        var (path, node) = (StepPath.Root, plans.Root);
        for (; node is ScopeNode and not LimitNode; (path, node) = (path.Child(0), ((ScopeNode)node).Body))
        {
            if (node is SideNode { Branch.OnFailure: true } && Side(path).State != JoinState.Failed)
                world.Violate(6, $"the flow failed, and the side branch of '{path}' was not started", path.Text);
        }
    }

    // They are flows of their own: neither the end nor the cancellation of the one that started them concerns them.
    private void CheckChildren()
    {
        foreach (var id in world.Watch.Children.Where(id => !world.Watch.Kept.Purged.Contains(id)))
        {
            var child = world.Read(new GetFlow(new FlowKey(id, 0)));
            var mayFail = world.Broker.Lost.ContainsKey(SimPlace.Child) || world.Now > child.Deadline;
            if (child.State != FlowState.Succeeded && !(mayFail && child.State == FlowState.Failed))
                world.Violate(1, $"a flow that a step has started is {child.State} at the end", SimPlace.Child);
        }
    }

    private JoinRecord Side(StepPath path) => world.Read(new GetMember(flow.Key, path.Text, 0));

    // A side branch runs when its scope has ended the way it asks for, whatever else happens to the flow.
    private void CheckSides()
    {
        foreach (var (text, side) in oracle.Sides)
        {
            var path = StepPath.Parse(text);
            var state = Side(path).State;
            var ending = side.Branch.OnFailure ? JoinState.Failed : JoinState.Completed;
            var wanted = state == ending;
            var branch = path.Enter(StepPath.SideLevel).Text;
            var ran = world.Watch.Runs.ContainsKey(branch);
            var wasWanted = wanted || (flow.Key.Generation > 0 && world.Watch.HasEnded(text, ending));
            if (wanted ? !ran && !world.Broker.Lost.ContainsKey(branch) : ran && !wasWanted)
                world.Violate(6, $"the side branch of '{path}' {(ran ? "ran" : "did not run")} although its scope is {state}", branch);
        }
    }

    private void CheckCompensations()
    {
        var compensated = world.Watch.Compensated;
        if (flow.State == FlowState.Succeeded)
        {
            if (compensated.Count > 0)
                world.Violate(6, "a compensation ran although the flow succeeded");
            return;
        }

        var started = new List<(StepPath Path, int At)>();
        foreach (var path in world.Read(new CloseCompensations(flow.Key)).Select(StepPath.Parse))
        {
            var node = (CompensateNode)plans.NodeAt(path);
            var step = oracle.Read((StepNode)node.Compensation);
            using var value = JsonDocument.Parse(ResultReader.Read(world, flow.Key, FlowValue.Member(path.Text, 0)));
            var at = compensated.IndexOf((step.Id, Digest.Canonical(value.RootElement)));
            if (at < 0)
                world.Violate(6, $"'{path}' was recorded and is not compensated", path.Text);
            if (step.FailsAlways && flow.State != FlowState.Failed)
                world.Violate(6, $"the compensation of '{path}' failed, and the flow is {flow.State}", path.Text);
            foreach (var (other, before) in started.Where(o => plans.IsAfter(path, o.Path) && at > o.At))
                world.Violate(6, $"'{other}' was undone before '{path}', which came after it", path.Text);
            // Elements of one value are undone alike: which of the two came first cannot be told.
            started.Add((path, compensated.LastIndexOf((step.Id, Digest.Canonical(value.RootElement)))));
        }
    }
}
