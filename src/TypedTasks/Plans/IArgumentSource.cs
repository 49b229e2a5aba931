using System.Text.Json;

namespace TypedTasks.Plans;

/// <summary>Arguments of a call, typed in a signature or already JSON in a plan that came over the wire.</summary>
internal interface IArgumentSource
{
    void WriteArguments(Utf8JsonWriter writer, JsonSerializerOptions options);
}
