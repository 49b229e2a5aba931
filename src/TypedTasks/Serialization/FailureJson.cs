using System.Text.Json;
using System.Text.Json.Serialization;
using TypedTasks.Security;

namespace TypedTasks.Serialization;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TaskFailure))]
internal sealed partial class FailureJson : JsonSerializerContext
{
    /// <summary>The most bytes of a failure: it travels in messages.</summary>
    public const int MaxBytes = 32 * 1024;

    // By then every text is down to a few letters.
    private const int MostSteps = 16;

    /// <summary>Writes it, shortened as far as it takes: traces of inner failures go first, then ends of texts, then inner failures.</summary>
    public static byte[] Write(TaskFailure failure)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(failure, Default.TaskFailure);
        for (var step = 0; json.Length > MaxBytes; step++)
            json = JsonSerializer.SerializeToUtf8Bytes(FailureCut.Cut(failure, step), Default.TaskFailure);
        return json;
    }

    /// <summary>The same failure in at most so many bytes, as far as shortening goes.</summary>
    public static ReadOnlyMemory<byte> Shorten(ReadOnlyMemory<byte> json, int most)
    {
        if (json.Length <= most)
            return json;
        var failure = Read(json);
        for (var step = 0; step < MostSteps && json.Length > most; step++)
            json = JsonSerializer.SerializeToUtf8Bytes(FailureCut.Cut(failure, step), Default.TaskFailure);
        return json;
    }

    /// <summary>The kind of a failure; null where it cannot be read here.</summary>
    public static FailureKind? KindOf(ReadOnlyMemory<byte> json)
    {
        if (ProtectedForm.IsProtected(json.Span))
            return null;
        try
        {
            return JsonSerializer.Deserialize(json.Span, Default.TaskFailure) is { Task: not null, Type: not null } failure ? FailureKind.Of(failure) : null;
        }
        catch (JsonException)
        {
            return null; // Written by somebody else: whoever shows it says so.
        }
    }

    /// <summary>Reads it. One that is protected and cannot be read here is told as such: whoever lists flows wants to see the others.</summary>
    public static TaskFailure Read(ReadOnlyMemory<byte> json) => ProtectedForm.IsProtected(json.Span)
        ? new("TypedTasks.Protected", $"How it failed cannot be told. {ProtectedForm.Unreadable}", null, "", "", 0, [])
        : JsonSerializer.Deserialize(json.Span, Default.TaskFailure)!;
}
