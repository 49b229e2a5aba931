using TypedTasks.Flows;

namespace TypedTasks;

/// <summary>Makes groups: signatures with the same type of result that run in parallel.</summary>
public static class Group
{
    /// <summary>A group of the given signatures; one gives a list of one, none an empty list.</summary>
    /// <typeparam name="TOut">The type of each element of the result.</typeparam>
    /// <param name="members">The members, in the order of the result.</param>
    /// <exception cref="ArgumentException">A member is null.</exception>
    public static IGroup<TOut> Of<TOut>(params ReadOnlySpan<ISignature<TOut>> members) => Complete<TOut>([.. members]);

    /// <summary>A group of the given signatures, as many as the sequence holds.</summary>
    /// <typeparam name="TOut">The type of each element of the result.</typeparam>
    /// <param name="members">The members, in the order of the result.</param>
    /// <exception cref="ArgumentException">A member is null.</exception>
    public static IGroup<TOut> Of<TOut>(IEnumerable<ISignature<TOut>> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return Complete<TOut>([.. members]);
    }

    /// <summary>A partial group: every member takes the same input.</summary>
    /// <typeparam name="TIn">What the members take.</typeparam>
    /// <typeparam name="TOut">The type of each element of the result.</typeparam>
    /// <param name="members">The members, in the order of the result.</param>
    /// <exception cref="ArgumentException">A member is null.</exception>
    public static IGroup<TIn, TOut> Of<TIn, TOut>(params ReadOnlySpan<ISignature<TIn, TOut>> members) =>
        Partial<TIn, TOut>([.. members]);

    /// <summary>A partial group: every member takes the same input.</summary>
    /// <typeparam name="TIn">What the members take.</typeparam>
    /// <typeparam name="TOut">The type of each element of the result.</typeparam>
    /// <param name="members">The members, in the order of the result.</param>
    /// <exception cref="ArgumentException">A member is null.</exception>
    public static IGroup<TIn, TOut> Of<TIn, TOut>(IEnumerable<ISignature<TIn, TOut>> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return Partial<TIn, TOut>([.. members]);
    }

    private static GroupSignature<TOut> Complete<TOut>(ISignature<TOut>[] members) =>
        new(Node(members), members.FirstOrDefault());

    private static GroupSignature<TIn, TOut> Partial<TIn, TOut>(ISignature<TIn, TOut>[] members) =>
        new(Node(members), members.FirstOrDefault());

    private static GroupNode Node(IReadOnlyList<ISignature> members)
    {
        var nodes = new PlanNode[members.Count];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = members[i]?.Node ?? throw new ArgumentException($"Member {i} of the group is null.", nameof(members));
        return new GroupNode([.. nodes]);
    }
}
