using System.Text.Json;
using TypedTasks.Plans;

namespace TypedTasks.Simulation.Tests;

/// <summary>Any plan as a signature: the simulator composes without types.</summary>
internal sealed class SimSignature(PlanNode node) : Signature<JsonElement>(node)
{
    /// <summary>What a step starts: two steps, one after the other.</summary>
    public static SimSignature Child(TimeSpan takes) => new(PlanNode.Then(
        PlanNode.Of(new(SimRegistry.ChildTask, null, 0, new Takes(takes))),
        PlanNode.Of(new(SimRegistry.ChildTask, null, 0, new Takes(TimeSpan.Zero)))));

    private sealed class Takes(TimeSpan takes) : IArgumentSource
    {
        public void WriteArguments(Utf8JsonWriter writer, JsonSerializerOptions options)
        {
            writer.WritePropertyName("takes");
            JsonSerializer.Serialize(writer, takes, options);
        }
    }
}
