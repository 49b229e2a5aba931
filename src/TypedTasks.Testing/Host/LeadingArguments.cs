using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Generated;

namespace TypedTasks.Testing;

/// <summary>The first arguments of a run, wherever they came from: the step before, or the signature.</summary>
internal static class LeadingArguments
{
    public static T Read<T>(StepInvocation step, int position)
    {
        var elements = Elements(step).Take(position + 1).ToArray();
        if (elements.Length <= position)
            throw new TaskArgumentException($"The fake takes {position + 1} arguments or more, but the step was given {elements.Length}.");
        return JsonSerializer.Deserialize(elements[position], (JsonTypeInfo<T>)step.Json.GetTypeInfo(typeof(T)))!;
    }

    private static IEnumerable<JsonElement> Elements(StepInvocation step)
    {
        var missing = step.Missing;
        if (missing == 1)
            yield return Parse(step.Input);
        if (missing > 1)
        {
            foreach (var element in Parse(step.Input).EnumerateArray().Take(missing))
                yield return element;
        }

        foreach (var given in Parse(step.Given).EnumerateObject())
            yield return given.Value;
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        return JsonElement.ParseValue(ref reader);
    }
}
