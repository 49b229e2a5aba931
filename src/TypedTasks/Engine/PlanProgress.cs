using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Storage;

namespace TypedTasks.Engine;

/// <summary>How far a flow has come in its plan, as far as the history of its steps and its joins tell.</summary>
internal sealed class PlanProgress(IReadOnlyDictionary<string, StepRecord> steps, IReadOnlyDictionary<string, JoinSummary> joins)
{
    /// <summary>The steps that the plan names and history does not; the elements of an <c>Each</c> as far as their number is known.</summary>
    public IEnumerable<UnstartedStep> Unstarted(PlanNode root) => Of(root, StepPath.Root, Readiness.AtOnce);

    private IEnumerable<UnstartedStep> Of(PlanNode node, StepPath path, Readiness start) =>
        node.Call is { } call
            ? steps.ContainsKey(path.Text) ? [] : [new(path.Text, call, start)]
            : Children(node, path, start).SelectMany(child => Of(child.Node, child.Path, child.Start));

    private IEnumerable<(PlanNode Node, StepPath Path, Readiness Start)> Children(PlanNode node, StepPath path, Readiness start)
    {
        var join = joins.GetValueOrDefault(path.Text);

        // Members of what is decided do not start any more.
        var inside = join is null or { State: JoinState.Open } ? start : Readiness.Unknown;
        if (node.Elements is { } rule)
        {
            for (var i = 0; i < (join?.Count ?? 0); i++)
                yield return (node.Children[0], path.Child(i), rule.MaxParallelism > 0 ? Readiness.Unknown : inside);
            yield break;
        }

        var next = inside;
        for (var i = 0; i < node.Children.Length; i++)
        {
            if (node.ChildAt(i) is not { } child)
                continue;
            if (i == node.Join?.Handler)
                next = Branch(path, join, start, onFailure: true);
            yield return (child, path.Child(i), next);
            if (!node.IsParallel)
                next = After(child, path.Child(i), next);
        }

        if (node.Side is { } side)
            yield return (side.Node, path.Enter(StepPath.SideLevel), Branch(path, join, start, side.OnFailure));
    }

    // What follows the end of a scope, if that is a failure, or a success.
    private static Readiness Branch(StepPath path, JoinSummary? scope, Readiness start, bool onFailure)
    {
        var body = path.Child(0).Text;
        if (scope is null or { State: JoinState.Open })
            return start.IsReady is null ? Readiness.Unknown : new(false, body, null);
        return scope.State == JoinState.Failed == onFailure ? new(true, body, null) : Readiness.Unknown;
    }

    private Readiness After(PlanNode node, StepPath path, Readiness start) => HasSucceeded(node, path, start) switch
    {
        true => new(true, path.Text, node.Call is null ? null : steps[path.Text].EndedAt),
        false when start.IsReady is not null => new(false, path.Text, null),
        _ => Readiness.Unknown,
    };

    // False: not yet. Null: it has failed, or nobody can tell.
    private bool? HasSucceeded(PlanNode node, StepPath path, Readiness start)
    {
        if (node.Call is { } call)
        {
            return steps.GetValueOrDefault(path.Text)?.State switch
            {
                // Its plan goes on.
                StepState.Succeeded => call.IsReplaced ? null : true,
                StepState.Failed or StepState.Cancelled => null,
                _ => false,
            };
        }

        if (node.Join is not null || node.Wait is not null)
        {
            return joins.GetValueOrDefault(path.Text)?.State switch
            {
                JoinState.Completed => true,
                JoinState.Failed => null,
                JoinState.Open => false,

                // A list without elements has no join, and neither has a group without members.
                _ => node.Members is null && start.IsReady == true ? null : node.Members == 0 && node.Wait is null ? start.IsReady : false,
            };
        }

        if (node.Children.IsEmpty)
            return start.IsReady;
        var (ended, turn) = (start.IsReady, start);
        for (var i = 0; i < node.Children.Length && ended == true; i++)
        {
            ended = HasSucceeded(node.Children[i], path.Child(i), turn);
            turn = After(node.Children[i], path.Child(i), turn);
        }

        return ended;
    }
}
