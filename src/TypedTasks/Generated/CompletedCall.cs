using System.Runtime.CompilerServices;
using System.Text.Json;
using TypedTasks.Plans;

namespace TypedTasks.Generated;

/// <summary>A call that missed its leading arguments, with a value for them. Each is written as the argument that it is, so no tuple needs JSON of its own.</summary>
/// <param name="call">The call with something in their place.</param>
/// <param name="missing">How many there are.</param>
/// <param name="value">The one that is missing, or a tuple of several.</param>
internal sealed class CompletedCall<TOut>(TaskCall<TOut> call, int missing, object? value) : IArgumentSource
{
    public void WriteArguments(Utf8JsonWriter writer, JsonSerializerOptions options) => call.WriteArguments(writer, options, missing, Given());

    private object?[] Given()
    {
        if (missing == 1)
            return [value];
        var tuple = (ITuple)value!;
        var elements = new object?[missing];
        for (var i = 0; i < missing; i++)
            elements[i] = tuple[i];
        return elements;
    }
}
