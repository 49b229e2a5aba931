using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks;

/// <summary>A group that still misses its input; what <c>Group.Of</c> and <c>Each</c> make of partial signatures.</summary>
/// <typeparam name="TIn">What is missing.</typeparam>
/// <typeparam name="TOut">The type of each element of the result.</typeparam>
public abstract class Group<TIn, TOut> : Signature<TIn, IReadOnlyList<TOut>>, IGroup<TIn, TOut>
{
    private protected Group(PlanNode node)
        : base(node) =>
        ListJson.Register<TOut>();

    /// <summary>Runs <paramref name="left"/>, then the group with its result. Declared anew, so that what comes out is a group too.</summary>
    /// <param name="left">What yields the input.</param>
    /// <param name="right">The group that takes it.</param>
    public static Group<TOut> operator |(ISignature<TIn> left, Group<TIn, TOut> right) =>
        new GroupSequence<TOut>(left, right);
}
