using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Serialization;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Engine;

/// <summary>Makes the plan that undoes what a flow has done: the last first, what ran in parallel in parallel.</summary>
internal static class Compensations
{
    public static readonly string PlanPath = StepPath.CompensationLevel.ToString();

    /// <summary>The message that starts the compensations of a flow.</summary>
    public static TaskMessage Message(Flow flow) =>
        Messages.FanOut(Place.Root(flow).Enter(StepPath.CompensationLevel), flow.Plan.Root, 0, null, FlowValue.None);

    /// <summary>The plan, or null where there is nothing to undo.</summary>
    /// <param name="flow">The flow, with every plan that its completed scopes lie in.</param>
    /// <param name="completed">The paths of the scopes that have succeeded.</param>
    public static PlanNode? Plan(Flow flow, IEnumerable<string> completed)
    {
        var root = new Trace();
        foreach (var path in completed)
            root.Add(path);
        var stages = Stages(flow, flow.Plan.Root, StepPath.Root, root);
        return stages.Count == 0
            ? null
            : PlanNode.Sequence([.. stages.Select(static s => PlanNode.Group([.. s], isSettled: true))]);
    }

    /// <summary>The flow with a plan of compensations that is empty.</summary>
    public static Flow Nothing(Flow flow) =>
        flow with { Levels = flow.Levels.SetItem(PlanPath, new PlanReference(PlanNode.Sequence([]), default, inline: false)) };

    /// <summary>How the flow ends: as it was about to, or failed where a compensation failed.</summary>
    public static RecordedOutcome Outcome(RecordedOutcome recorded, IReadOnlyList<TaskFailure> failures)
    {
        if (failures.Count == 0)
            return recorded;
        var failure = recorded.Failure is { } json
            ? FailureJson.Read(json)
            : new TaskFailure("TypedTasks.Cancelled", "The flow was cancelled.", null, "", "", 0, []);
        return new(FlowValue.None, FailureJson.Write(failure with
        {
            Message = $"{failure.Message} ({failures.Count} compensation{(failures.Count == 1 ? "" : "s")} failed as well.)",
            Inner = [.. failure.Inner, .. failures],
        }));
    }

    // Each stage runs when the one before has ended; its members undo what ran in parallel.
    private static List<List<PlanNode>> Stages(Flow flow, PlanNode node, StepPath path, Trace trace)
    {
        List<List<PlanNode>> stages = [];
        if (node.Compensation is { } undo && trace.IsCompleted)
            stages.Add([PlanNode.Then(PlanNode.RecordedAt(path), undo)]);
        if (!node.IsParallel && node.Call is null)
        {
            foreach (var (index, below) in trace.Children.Reverse())
                stages.AddRange(Stages(flow, ChildOf(flow, node, path, index), path.Child(index), below));
        }
        else if (node.Call is not null && trace.Plan is { } inner)
        {
            var level = path.Enter(StepPath.PlanLevel);
            stages.AddRange(Stages(flow, flow.Level(level.Text).Root, level, inner));
        }
        else
        {
            foreach (var (index, below) in trace.Children)
                Merge(stages, Stages(flow, ChildOf(flow, node, path, index), path.Child(index), below));
        }

        return stages;
    }

    private static PlanNode ChildOf(Flow flow, PlanNode node, StepPath path, int index) =>
        new Place(flow, path, []).Child(node, index);

    private static void Merge(List<List<PlanNode>> stages, List<List<PlanNode>> others)
    {
        for (var i = 0; i < others.Count; i++)
        {
            if (i < stages.Count)
                stages[i].AddRange(others[i]);
            else
                stages.Add(others[i]);
        }
    }

    /// <summary>The completed scopes as a tree.</summary>
    private sealed class Trace
    {
        public bool IsCompleted { get; private set; }

        public SortedDictionary<int, Trace> Children { get; } = [];

        public Trace? Plan { get; private set; }

        public void Add(string path)
        {
            var trace = this;
            var segments = new PathSegments(path);
            while (segments.MoveNext())
            {
                if (segments.Level is not null)
                    trace = trace.Plan ??= new();
                else if (trace.Children.TryGetValue(segments.Current, out var child))
                    trace = child;
                else
                    trace.Children.Add(segments.Current, trace = new());
            }

            trace.IsCompleted = true;
        }
    }
}
