using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;

namespace TypedTasks;

internal sealed class GroupSequence<TIn, TOut>(ISignature first, ISignature last)
    : Signature<TIn, IReadOnlyList<TOut>>(PlanNode.Then(first.Node, last.Node)), IGroup<TIn, TOut>
{
    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) => ((Signature)last).ResultInfo(options);
}
