using TypedTasks.Plans;

namespace TypedTasks;

/// <summary>Marks the join that a group or tuple ends with as settled.</summary>
internal static class SettledNodes
{
    public static PlanNode Of(PlanNode node) => node switch
    {
        EachNode { ChunkSize: > 0 } => throw new ArgumentException(
            "Chunks have no outcome per element: use Each() without chunkSize where outcomes are wanted, or settle the whole by piping the list on."),
        EachNode each => each with { IsSettled = true },
        JoinNode join => join with { IsSettled = true },
        SequenceNode sequence => sequence with { Items = sequence.Items.SetItem(sequence.Items.Length - 1, Of(sequence.Items[^1])) },
        _ => throw new InvalidOperationException($"{PlanPrinter.Print(node)} ends with no group."),
    };
}
