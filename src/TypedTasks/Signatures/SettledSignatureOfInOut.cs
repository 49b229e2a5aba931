using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks;

internal sealed class SettledSignature<TIn, TOut>(PlanNode node) : Signature<TIn, Outcome<TOut>>(node)
{
    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) => OutcomeJson.Create<TOut>(options);
}
