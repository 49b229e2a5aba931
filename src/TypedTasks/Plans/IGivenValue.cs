using System.Text.Json;

namespace TypedTasks.Plans;

/// <summary>A value that somebody composed with, typed in a signature or already JSON in a plan that came over the wire.</summary>
internal interface IGivenValue
{
    ReadOnlyMemory<byte> ToJson(JsonSerializerOptions options);
}
