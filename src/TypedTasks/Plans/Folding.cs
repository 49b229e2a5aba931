using System.Collections.Immutable;

namespace TypedTasks.Plans;

/// <summary>Makes values that were composed with arguments of what takes them, so that they need no message of their own.</summary>
internal static class Folding
{
    /// <summary>A sequence in which no value stands before what can have it for an argument; one node alone is itself.</summary>
    public static PlanNode Fold(ImmutableArray<PlanNode> items)
    {
        var folded = ImmutableArray.CreateBuilder<PlanNode>(items.Length);
        foreach (var item in items)
        {
            if (folded is [.., { Given: { } value }] && item.With(value) is { } whole)
            {
                folded.RemoveAt(folded.Count - 1);
                folded.AddRange(whole is SequenceNode { Options: null } sequence ? sequence.Items : [whole]);
            }
            else
            {
                folded.Add(item);
            }
        }

        return folded is [var only] ? only : PlanNode.Sequence(folded.ToImmutable());
    }

    /// <summary>A node with the value that arrives at it, before it where it cannot be in it.</summary>
    public static PlanNode Give(IGivenValue value, PlanNode node) => node.With(value) ?? PlanNode.Then(PlanNode.Yield(value), node);
}
