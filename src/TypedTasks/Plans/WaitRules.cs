using TypedTasks.Storage;

namespace TypedTasks.Plans;

/// <summary>Waits that a flow cannot have: found when it is composed, as far as the plan tells.</summary>
internal static class WaitRules
{
    /// <summary>Why the waits of a compiled plan cannot be kept; null where they can.</summary>
    /// <param name="root">The plan.</param>
    /// <param name="lifetime">How long the flow lives.</param>
    public static string? Refusal(PlanNode root, TimeSpan lifetime)
    {
        if (!PlanWalk.Any(root, static n => n.Wait is not null))
            return null;
        return Refusal(root, [], lifetime, repeats: false);
    }

    /// <summary>The events that the plan waits for under keys that it was composed with.</summary>
    public static IReadOnlyList<AwaitedKey> Keys(PlanNode root)
    {
        List<AwaitedKey>? keys = null;
        PlanWalk.Any(root, node =>
        {
            if (node.Wait is { Key: { } key } wait)
                (keys ??= []).Add(new(wait.Event, key));
            return false;
        });
        return keys ?? (IReadOnlyList<AwaitedKey>)[];
    }

    private static string? Refusal(PlanNode node, HashSet<(string Event, string? Key)> known, TimeSpan lifetime, bool repeats)
    {
        if (node.Wait is { } wait)
            return OfWait(wait, known, lifetime, repeats);
        foreach (var child in node.Children)
        {
            if (Refusal(child, known, lifetime, repeats || node.Elements is not null) is { } refusal)
                return refusal;
        }

        return Beside(node);
    }

    private static string? OfWait(WaitRule wait, HashSet<(string Event, string? Key)> known, TimeSpan lifetime, bool repeats)
    {
        if (wait.Within > lifetime)
            return $"The wait for event '{wait.Event}' takes up to {wait.Within} (Within), but a flow fails after {lifetime}: set TypedTasksOptions.FlowLifetime to more, or wait for less.";
        if (wait.IsKeyed)
            return null;
        if (repeats)
            return $"The wait for event '{wait.Event}' stands in Each(), and every element would wait for the same event: let each element yield its key and pipe that into Wait.Keyed.";
        return known.Add((wait.Event, wait.Key)) ? null
            : wait.Key is { } key ? $"Two waits of the flow are for event '{wait.Event}' with key '{key}', and nobody could tell which one is meant: give them different keys (WithKey)."
            : $"Two waits of the flow are for event '{wait.Event}', and nobody could tell which one is meant: declare two events, or give the waits keys (WithKey).";
    }

    // What goes on when the flow is over could not be told anything: events of a flow that has ended are refused.
    private static string? Beside(PlanNode node)
    {
        var branch = node.Side?.Node ?? node.Compensation;
        return branch is not null && PlanWalk.Any(branch, static n => n.Wait is not null)
            ? "A wait stands in OnError, OnSuccess or CompensateWith. They may run when the flow has ended, and events of a flow that has ended are refused: start a flow of its own there (TaskContext.EnqueueAsync)."
            : null;
    }
}
