using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks;

/// <summary>A group; what <c>Group.Of</c> and <c>Each</c> make.</summary>
/// <typeparam name="TOut">The type of each element of the result.</typeparam>
public abstract class Group<TOut> : Signature<IReadOnlyList<TOut>>, IGroup<TOut>
{
    private protected Group(PlanNode node)
        : base(node) =>
        ListJson.Register<TOut>();
}
