using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;

namespace TypedTasks;

internal sealed class SequenceSignature<TOut>(ISignature first, ISignature last)
    : Signature<TOut>(PlanNode.Then(first.Node, last.Node))
{
    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) => ((Signature)last).ResultInfo(options);
}
