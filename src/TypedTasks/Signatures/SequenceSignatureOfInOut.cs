using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;

namespace TypedTasks;

internal sealed class SequenceSignature<TIn, TOut>(ISignature first, ISignature last)
    : Signature<TIn, TOut>(PlanNode.Then(first.Node, last.Node))
{
    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) => ((Signature)last).ResultInfo(options);
}
