using System.Text.Json;

namespace TypedTasks.Plans;

/// <summary>A value as it travels.</summary>
internal sealed class RawValue(ReadOnlyMemory<byte> json) : IGivenValue
{
    public ReadOnlyMemory<byte> ToJson(JsonSerializerOptions options) => json;

    public ReadOnlyMemory<byte> Json => json;
}
