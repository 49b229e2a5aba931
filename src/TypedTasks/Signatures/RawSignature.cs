using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;

namespace TypedTasks;

/// <summary>A call of a task by its name, with what it takes as JSON: for who has it from a record, and not from code.</summary>
internal sealed class RawSignature(PlanNode node) : Signature<JsonElement>(node)
{
    /// <summary>The call.</summary>
    /// <param name="task">The name of the task.</param>
    /// <param name="queue">Its queue, or null.</param>
    /// <param name="arguments">The arguments that are given, as a JSON object.</param>
    /// <param name="input">What arrives at it as JSON; null for nothing.</param>
    /// <param name="missing">How many leading parameters what arrives fills.</param>
    public static RawSignature Of(string task, string? queue, ReadOnlyMemory<byte> arguments, ReadOnlyMemory<byte>? input, int missing)
    {
        var step = PlanNode.Of(new StepCall(task, queue, input is null ? 0 : missing, new RawArguments(arguments)));
        return new(input is { } json ? PlanNode.Then(PlanNode.Yield(new RawValue(json)), step) : step);
    }

    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) => JsonMetadataServices.CreateValueInfo<JsonElement>(options, JsonMetadataServices.JsonElementConverter);
}
