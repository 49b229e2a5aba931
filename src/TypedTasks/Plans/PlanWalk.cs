namespace TypedTasks.Plans;

/// <summary>Asks about all nodes of a plan.</summary>
internal static class PlanWalk
{
    public static bool Any(PlanNode node, Func<PlanNode, bool> predicate)
    {
        if (predicate(node))
            return true;
        foreach (var child in node.Children)
        {
            if (Any(child, predicate))
                return true;
        }

        return false;
    }

    /// <summary>How many levels lie below it: so much longer are the paths of its deepest steps.</summary>
    public static int Depth(PlanNode node)
    {
        var depth = 0;
        foreach (var child in node.Children)
            depth = Math.Max(depth, 1 + Depth(child));
        return depth;
    }

    /// <summary>Whether something of it, as it was composed, goes before or after the rest of its queue.</summary>
    public static bool HasPriorities(PlanNode node) => Any(node, static n => n.Options?.Priority is TaskPriority.High or TaskPriority.Low);

    /// <summary>Whether something of it, as it was composed, has an ordering key.</summary>
    public static bool HasOrderingKeys(PlanNode node) => Any(node, static n => n.Options?.OrderingKey is not null);
}
