using System.Text.Json;
using TypedTasks.Serialization;

namespace TypedTasks.Plans;

/// <summary>A value that is composed with; it is written as an argument is.</summary>
internal sealed class GivenValue<T>(T value) : ITypedValue
{
    public object? Value => value;

    public ReadOnlyMemory<byte> ToJson(JsonSerializerOptions options)
    {
        var buffer = JsonBuffer.Rent();
        TaskJson.Write(buffer.Writer, value, options);
        return buffer.ToArrayAndReturn();
    }
}
