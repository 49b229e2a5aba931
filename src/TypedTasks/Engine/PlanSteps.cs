using TypedTasks.Paths;
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
        if (root.Call is { } only)
            return [only.Name];
        List<string> names = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        PlanWalk.Any(root, node =>
        {
            if (node.Call is { } call && seen.Add(call.Name))
                names.Add(call.Name);
            return false;
        });
        return names;
    }

    /// <summary>The queues of the steps, each once, in the order of the plan.</summary>
    public static IReadOnlyList<string> Queues(PlanNode root)
    {
        List<string> names = [];
        PlanWalk.Any(root, node =>
        {
            if (node.Call is { QueueName: var queue } && !names.Contains(queue, StringComparer.Ordinal))
                names.Add(queue);
            return false;
        });
        return names;
    }

    /// <summary>The labels by which a flow of the plan is found beside its tasks: the headers of its steps, each once.</summary>
    public static IReadOnlyList<string> Labels(PlanNode root)
    {
        List<string>? labels = null;
        HashSet<KeyValuePair<string, string>>? seen = null;
        PlanWalk.Any(root, node =>
        {
            if (node.Call?.Options?.Headers is not { } headers)
                return false;
            foreach (var header in headers)
            {
                if ((seen ??= []).Add(header))
                    (labels ??= []).Add(FlowLabels.OfHeader(header.Key, header.Value));
            }

            return false;
        });
        return labels ?? [];
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
            else if (place.Node.Elements is not null)
                place = (place with { Sizes = place.Sizes.Add(joins.GetValueOrDefault(place.Path.Text)?.Count ?? segments.Current + 1) }).Child(segments.Current);
            else
                place = place.Child(segments.Current);
        }

        return place;
    }
}
