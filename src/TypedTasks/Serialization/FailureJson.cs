using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedTasks.Serialization;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TaskFailure))]
internal sealed partial class FailureJson : JsonSerializerContext
{
    /// <summary>The most bytes of a failure: it travels in messages.</summary>
    public const int MaxBytes = 32 * 1024;

    /// <summary>Writes it, shortened as far as it takes: traces of inner failures go first, then ends of texts, then inner failures.</summary>
    public static byte[] Write(TaskFailure failure)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(failure, Default.TaskFailure);
        for (var step = 0; json.Length > MaxBytes; step++)
            json = JsonSerializer.SerializeToUtf8Bytes(FailureCut.Cut(failure, step), Default.TaskFailure);
        return json;
    }

    public static TaskFailure Read(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize(json.Span, Default.TaskFailure)!;
}
