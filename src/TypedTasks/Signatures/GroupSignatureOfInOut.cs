using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks;

internal sealed class GroupSignature<TIn, TOut>(PlanNode node, ISignature? sample)
    : Group<TIn, TOut>(node)
{
    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) =>
        ListJson.Create<TOut>(options, (sample as Signature)?.ResultInfo(options));
}
