using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;

namespace TypedTasks;

internal sealed class ScopeSignature<TIn, TOut>(PlanNode node, ISignature body) : Signature<TIn, TOut>(node)
{
    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) => ((Signature)body).ResultInfo(options);
}
