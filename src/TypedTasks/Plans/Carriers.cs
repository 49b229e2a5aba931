using TypedTasks.Paths;

namespace TypedTasks.Plans;

/// <summary>The groups whose members carry failures that are none of theirs: those at the end of what <c>Settled()</c> encloses.</summary>
internal static class Carriers
{
    /// <summary>The group at the end of a node, and where it lies.</summary>
    public static (PlanNode Group, StepPath Path) Of(PlanNode node, StepPath path)
    {
        while (node.CarrierChild is { } index)
            (node, path) = (node.Children[index], path.Child(index));
        return (node, path);
    }

    /// <summary>Whether a node ends with a group whose members yield outcomes.</summary>
    public static bool EndsSettled(PlanNode node) => Of(node, StepPath.Root).Group.Join == JoinRule.Outcomes;
}
