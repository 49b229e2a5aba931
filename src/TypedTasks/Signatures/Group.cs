using System.Collections.Immutable;
using TypedTasks.Plans;

namespace TypedTasks;

/// <summary>Makes groups: signatures with the same type of result that run in parallel.</summary>
public static class Group
{
    /// <summary>A group of the given signatures; one gives a list of one, none an empty list.</summary>
    /// <typeparam name="TOut">The type of each element of the result.</typeparam>
    /// <param name="members">The members, in the order of the result.</param>
    /// <exception cref="ArgumentException">A member is null.</exception>
    public static Group<TOut> Of<TOut>(params ReadOnlySpan<ISignature<TOut>> members) => Complete<TOut>([.. members]);

    /// <summary>A group of the given signatures, as many as the sequence holds.</summary>
    /// <typeparam name="TOut">The type of each element of the result.</typeparam>
    /// <param name="members">The members, in the order of the result.</param>
    /// <exception cref="ArgumentException">A member is null.</exception>
    public static Group<TOut> Of<TOut>(IEnumerable<ISignature<TOut>> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return Complete<TOut>([.. members]);
    }

    /// <summary>A partial group: every member takes the same input.</summary>
    /// <typeparam name="TIn">What the members take.</typeparam>
    /// <typeparam name="TOut">The type of each element of the result.</typeparam>
    /// <param name="members">The members, in the order of the result.</param>
    /// <exception cref="ArgumentException">A member is null.</exception>
    public static Group<TIn, TOut> Of<TIn, TOut>(params ReadOnlySpan<ISignature<TIn, TOut>> members) =>
        Partial<TIn, TOut>([.. members]);

    /// <summary>A partial group: every member takes the same input.</summary>
    /// <typeparam name="TIn">What the members take.</typeparam>
    /// <typeparam name="TOut">The type of each element of the result.</typeparam>
    /// <param name="members">The members, in the order of the result.</param>
    /// <exception cref="ArgumentException">A member is null.</exception>
    public static Group<TIn, TOut> Of<TIn, TOut>(IEnumerable<ISignature<TIn, TOut>> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return Partial<TIn, TOut>([.. members]);
    }

    /// <summary>The result of the member that succeeds first; the others are cancelled. It fails when all have failed.</summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="members">The alternatives, one or more.</param>
    /// <exception cref="ArgumentException">There is no member, or one is null.</exception>
    public static Signature<TOut> FirstOf<TOut>(params ReadOnlySpan<ISignature<TOut>> members) => First<TOut>([.. members]);

    /// <summary>The result of the member that succeeds first; the others are cancelled. It fails when all have failed.</summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="members">The alternatives, one or more.</param>
    /// <exception cref="ArgumentException">There is no member, or one is null.</exception>
    public static Signature<TOut> FirstOf<TOut>(IEnumerable<ISignature<TOut>> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return First<TOut>([.. members]);
    }

    /// <summary>The result of the member that succeeds first; every member takes the same input.</summary>
    /// <typeparam name="TIn">What the members take.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="members">The alternatives, one or more.</param>
    /// <exception cref="ArgumentException">There is no member, or one is null.</exception>
    public static Signature<TIn, TOut> FirstOf<TIn, TOut>(params ReadOnlySpan<ISignature<TIn, TOut>> members)
    {
        ISignature<TIn, TOut>[] all = [.. members];
        return new ScopeSignature<TIn, TOut>(FirstNode(all), all[0]);
    }

    private static GroupSignature<TOut> Complete<TOut>(ISignature<TOut>[] members) =>
        new(PlanNode.Group(Nodes(members)), members.FirstOrDefault());

    private static GroupSignature<TIn, TOut> Partial<TIn, TOut>(ISignature<TIn, TOut>[] members) =>
        new(PlanNode.Group(Nodes(members)), members.FirstOrDefault());

    private static ScopeSignature<TOut> First<TOut>(ISignature<TOut>[] members) => new(FirstNode(members), members[0]);

    private static PlanNode FirstNode(IReadOnlyList<ISignature> members) => members.Count == 0
        ? throw new ArgumentException("Nothing can be the first of no members.", nameof(members))
        : PlanNode.FirstOf(Nodes(members));

    private static ImmutableArray<PlanNode> Nodes(IReadOnlyList<ISignature> members)
    {
        var nodes = new PlanNode[members.Count];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = members[i]?.Node ?? throw new ArgumentException($"Member {i} of the group is null.", nameof(members));
        return [.. nodes];
    }
}
