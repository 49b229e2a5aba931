using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;

namespace TypedTasks;

internal sealed class ScopeSignature<TOut>(PlanNode node, ISignature body) : Signature<TOut>(node)
{
    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) => ((Signature)body).ResultInfo(options);
}
