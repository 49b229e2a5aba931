using System.Buffers;
using System.Text.Json;

namespace TypedTasks.Plans;

/// <summary>A JSON writer and its memory, one of which each thread keeps for the next time.</summary>
internal sealed class JsonBuffer
{
    private const int MaxKept = 256 * 1024;

    [ThreadStatic]
    private static JsonBuffer? kept;

    private readonly ArrayBufferWriter<byte> bytes = new(1024);

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
        var json = bytes.WrittenSpan.ToArray();
        if (bytes.Capacity <= MaxKept)
        {
            bytes.ResetWrittenCount();
            Writer.Reset(bytes);
            kept = this;
        }

        return json;
    }
}
