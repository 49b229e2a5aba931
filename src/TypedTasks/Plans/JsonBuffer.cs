using System.Text.Json;
using TypedTasks.Serialization;

namespace TypedTasks.Plans;

/// <summary>A JSON writer and its memory, one of which each thread keeps for the next time.</summary>
internal sealed class JsonBuffer
{
    [ThreadStatic]
    private static JsonBuffer? kept;

    private readonly PieceBuffer bytes = new();

    private JsonBuffer() =>
        Writer = new(bytes, new JsonWriterOptions { SkipValidation = true, MaxDepth = 512 });

    public Utf8JsonWriter Writer { get; }

    /// <summary>Takes the thread's buffer; what a failure leaves unreturned is replaced.</summary>
    public static JsonBuffer Rent()
    {
        var buffer = kept ?? new();
        kept = null;
        return buffer;
    }

    public byte[] ToArrayAndReturn()
    {
        Writer.Flush();
        var json = bytes.ToArray();
        bytes.Clear();
        Writer.Reset(bytes);
        kept = this;
        return json;
    }
}
