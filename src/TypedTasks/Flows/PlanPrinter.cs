namespace TypedTasks.Flows;

/// <summary>Writes a plan the way it was composed, without arguments.</summary>
internal static class PlanPrinter
{
    private const int MaxMembers = 3;

    public static string Print(PlanNode node) => node switch
    {
        StepNode step => step.Task,
        PassNode => "pass",
        EachNode each => each.Body is SequenceNode ? $"({Print(each.Body)}).each" : $"{Print(each.Body)}.each",
        SequenceNode sequence => sequence.Items.Skip(1).Aggregate(
            Print(sequence.Items[0]),
            static (text, next) => $"{text} {(next.TakesInput ? "|" : ">>")} {Print(next)}"),
        TupleNode tuple => $"({string.Join(", ", tuple.Members.Select(Print))})",
        GroupNode { Members.Length: > MaxMembers } group =>
            $"group({string.Join(", ", group.Members.Take(MaxMembers).Select(Print))}, … {group.Members.Length} in all)",
        GroupNode group => $"group({string.Join(", ", group.Members.Select(Print))})",
        _ => throw new InvalidOperationException($"Unknown node {node.GetType().Name}."),
    };
}
