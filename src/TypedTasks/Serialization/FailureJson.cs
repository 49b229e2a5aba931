using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedTasks.Serialization;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TaskFailure))]
internal sealed partial class FailureJson : JsonSerializerContext
{
    public static byte[] Write(TaskFailure failure) => JsonSerializer.SerializeToUtf8Bytes(failure, Default.TaskFailure);

    public static TaskFailure Read(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize(json.Span, Default.TaskFailure)!;
}
