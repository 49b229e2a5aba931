using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;

namespace TypedTasks;

internal sealed class GroupSequence<TOut>(ISignature first, ISignature last)
    : Signature<IReadOnlyList<TOut>>(PlanNode.Then(first.Node, last.Node)), IGroup<TOut>
{
    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) => ((Signature)last).ResultInfo(options);
}
