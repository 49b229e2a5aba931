using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks;

internal sealed class GroupSignature<TOut>(PlanNode node, ISignature? sample)
    : Group<TOut>(node)
{
    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) =>
        ListJson.Create<TOut>(options, (sample as Signature)?.ResultInfo(options));
}
