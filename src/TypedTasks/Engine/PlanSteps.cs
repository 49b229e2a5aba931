using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Engine;

/// <summary>The steps that a plan names.</summary>
internal static class PlanSteps
{
    /// <summary>The names of the tasks, each once, in the order of the plan.</summary>
    public static IReadOnlyList<string> Tasks(PlanNode root)
    {
        if (root is StepNode only)
            return [only.Task];
        List<string> names = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        PlanWalk.Any(root, node =>
        {
            if (node is StepNode step && seen.Add(step.Task))
                names.Add(step.Task);
            return false;
        });
        return names;
    }

    /// <summary>The steps with their paths; the elements of an <c>Each</c> as far as their number is known.</summary>
    public static IEnumerable<(string Path, string Task)> Of(PlanNode root, IReadOnlyList<JoinSummary> joins)
    {
        var counts = joins.ToDictionary(static j => j.Path, static j => j.Count, StringComparer.Ordinal);
        return Of(root, StepPath.Root, counts);
    }

    /// <summary>A place in a flow, with the sizes of the <c>Each</c> above it as its joins know them.</summary>
    public static Place At(Flow flow, string path, IReadOnlyDictionary<string, JoinSummary> joins)
    {
        var place = Place.Root(flow);
        var segments = StepPath.Parse(path).Segments;
        while (segments.MoveNext())
        {
            if (segments.Level is { } level)
                place = place.Enter(level);
            else if (place.Node is EachNode)
                place = (place with { Sizes = place.Sizes.Add(joins.GetValueOrDefault(place.Path.Text)?.Count ?? segments.Current + 1) }).Child(segments.Current);
            else
                place = place.Child(segments.Current);
        }

        return place;
    }

    private static IEnumerable<(string Path, string Task)> Of(
        PlanNode node, StepPath path, IReadOnlyDictionary<string, int> counts) =>
        node is StepNode step
            ? [(path.Text, step.Task)]
            : Children(node, path, counts).SelectMany(child => Of(child.Node, child.Path, counts));

    private static IEnumerable<(PlanNode Node, StepPath Path)> Children(
        PlanNode node, StepPath path, IReadOnlyDictionary<string, int> counts)
    {
        switch (node)
        {
            case SequenceNode sequence:
                return sequence.Items.Select((item, i) => (item, path.Child(i)));
            case JoinNode join:
                return join.Members.Select((member, i) => (member, path.Child(i)));
            case EachNode each:
                return Enumerable.Range(0, counts.GetValueOrDefault(path.Text)).Select(i => (each.Body, path.Child(i)));
            case RecoverNode recover:
                return [(recover.Body, path.Child(0)), (recover.Handler, path.Child(1))];
            case SideNode side:
                return [(side.Body, path.Child(0)), (side.Branch, path.Enter(StepPath.SideLevel))];
            case ScopeNode scope:
                return [(scope.Body, path.Child(0))];
            default:
                return [];
        }
    }
}
