using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>What is freed of a flow that has succeeded.</summary>
public static class Freeing
{
    /// <summary>Plans that tasks returned are put aside under paths that begin so. They stay: a message of the flow may still come.</summary>
    public const string PlanPrefix = "plan:";

    /// <summary>Whether anything is freed.</summary>
    /// <param name="flow">The flow, or null.</param>
    public static bool Frees(FlowHeader? flow) => flow is { State: FlowState.Succeeded, FreesResults: true };

    /// <summary>Whether the members matter: only where the result lies in them.</summary>
    /// <param name="flow">The flow, or null.</param>
    public static bool AsksForReferences(FlowHeader? flow) => Frees(flow) && IsJoin(flow!.Outcome.Value);

    /// <summary>Frees everything but what the result refers to, directly or through members of members.</summary>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="references">
    /// The values of members that lie elsewhere (claim checks, members of other joins), each with the path of its join; only asked where <see cref="AsksForReferences"/>.
    /// </param>
    public static IReadOnlyList<StoreChange> Free(FlowHeader? flow, IEnumerable<KeyValuePair<string, FlowValue>> references)
    {
        if (!Frees(flow))
            return [];
        var byJoin = references.ToLookup(static r => r.Key, static r => r.Value, StringComparer.Ordinal);
        HashSet<string> joins = new(StringComparer.Ordinal);
        HashSet<string> values = new(StringComparer.Ordinal);
        Stack<FlowValue> needed = new([flow!.Outcome.Value]);
        while (needed.TryPop(out var value))
        {
            if (value.Kind == ValueKind.Stored)
                values.Add(value.Path!);
            if (!IsJoin(value) || !joins.Add(value.Path!))
                continue;
            foreach (var member in byJoin[value.Path!])
                needed.Push(member);
        }

        var id = flow.Key.FlowId;
        return [new MembersFreed(id, joins), new ValuesFreed(id, values, PlanPrefix), new ParkedDeleted(id)];
    }

    private static bool IsJoin(FlowValue value) => value.Kind is >= ValueKind.Joined and <= ValueKind.JoinedChunks;
}
