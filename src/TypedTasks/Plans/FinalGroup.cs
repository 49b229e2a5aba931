using TypedTasks.Paths;

namespace TypedTasks.Plans;

/// <summary>The group at the end of a plan, whose members are what the flow yields.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Node">The group or <c>Each</c>.</param>
internal sealed record FinalGroup(string Path, PlanNode Node)
{
    /// <summary>The group at the end of a plan; null where it ends with none.</summary>
    public static FinalGroup? Of(PlanNode root)
    {
        var (node, path) = End(root);
        return node.Join?.Yields is JoinYield.Members or JoinYield.Chunks or JoinYield.Outcomes && node.Tag != NodeTag.Tuple ? new(path.Text, node) : null;
    }

    /// <summary>What a plan ends with.</summary>
    public static PlanNode EndOf(PlanNode root) => End(root).Node;

    private static (PlanNode Node, StepPath Path) End(PlanNode root)
    {
        var (node, path) = (root, StepPath.Root);
        while (node.ResultChild is { } index)
            (node, path) = (node.Children[index], path.Child(index));
        return (node, path);
    }
}
