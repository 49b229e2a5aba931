using System.Text.Json;
using TypedTasks.Plans;

namespace TypedTasks.Generated;

/// <summary>A call that missed its leading arguments, with a value for them.</summary>
/// <param name="call">The call with something in their place.</param>
/// <param name="missing">How many there are.</param>
/// <param name="value">The one that is missing, or a tuple of several.</param>
internal sealed class CompletedCall<TOut>(TaskCall<TOut> call, int missing, IGivenValue value) : IArgumentSource
{
    public void WriteArguments(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        var json = value.ToJson(options);
        call.WriteArguments(writer, options, missing, missing == 1 ? [json] : Elements(json));
    }

    private static ReadOnlyMemory<byte>[] Elements(ReadOnlyMemory<byte> tuple)
    {
        List<ReadOnlyMemory<byte>> elements = [];
        var reader = new Utf8JsonReader(tuple.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            elements.Add(tuple[start..(int)reader.BytesConsumed]);
        }

        return [.. elements];
    }
}
