using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks;

internal sealed class GroupSignature<TIn, TOut>(PlanNode node, ISignature? sample)
    : Signature<TIn, IReadOnlyList<TOut>>(node), IGroup<TIn, TOut>
{
    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) =>
        ListJson.Create<TOut>(options, (sample as Signature)?.ResultInfo(options));
}
