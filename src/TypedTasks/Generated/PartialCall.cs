using System.Text.Json;
using TypedTasks.Plans;

namespace TypedTasks.Generated;

/// <summary>A call that misses its leading arguments.</summary>
/// <param name="call">The call with something in their place.</param>
/// <param name="missing">How many there are.</param>
internal sealed class PartialCall<TIn, TOut>(TaskCall<TOut> call, int missing) : Signature<TIn, TOut>(null), IPartialArguments
{
    public void WriteArguments(Utf8JsonWriter writer, JsonSerializerOptions options) => call.WriteArguments(writer, options, missing);

    public IArgumentSource With(ITypedValue value) => new CompletedCall<TOut>(call, missing, value.Value);

    private protected override PlanNode CreateNode() => PlanNode.Of(call.Node.Call! with { Missing = missing, Arguments = this });
}
