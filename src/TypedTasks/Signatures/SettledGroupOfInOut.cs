using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks;

internal sealed class SettledGroup<TIn, TOut>(PlanNode node)
    : Signature<TIn, IReadOnlyList<Outcome<TOut>>>(node), IGroup<TIn, Outcome<TOut>>
{
    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) =>
        ListJson.Create<Outcome<TOut>>(options, OutcomeJson.Create<TOut>(options));
}
