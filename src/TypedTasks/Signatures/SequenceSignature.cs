using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;

namespace TypedTasks;

internal sealed class SequenceSignature<TOut>(ISignature first, ISignature next)
    : Signature<TOut>(PlanNode.Then(NodeOf(first), NodeOf(next)))
{
    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) => ((Signature)next).ResultInfo(options);
}
