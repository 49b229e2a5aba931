using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks;

internal sealed class SettledGroup<TOut>(PlanNode node) : Group<Outcome<TOut>>(node)
{
    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) =>
        ListJson.Create<Outcome<TOut>>(options, OutcomeJson.Create<TOut>(options));
}
