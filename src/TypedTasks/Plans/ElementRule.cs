using System.Text.Json;

namespace TypedTasks.Plans;

/// <summary>How a list is spread over runs of one node.</summary>
/// <param name="ChunkSize">How many elements one message carries, run one after another; 0 for one message per element.</param>
/// <param name="MaxParallelism">How many members may be under way at once; 0 for all.</param>
/// <param name="IsSettled">Whether members yield outcomes, so that none can fail the join.</param>
internal sealed record ElementRule(int ChunkSize, int MaxParallelism, bool IsSettled)
{
    /// <summary>How many members a list of so many elements makes.</summary>
    public int Members(int elements) => ChunkSize == 0 ? elements : (elements + ChunkSize - 1) / ChunkSize;

    public void Write(Utf8JsonWriter json)
    {
        if (ChunkSize > 0)
            json.WriteNumber("chunk"u8, ChunkSize);
        if (MaxParallelism > 0)
            json.WriteNumber("most"u8, MaxParallelism);
        if (IsSettled)
            json.WriteBoolean("settled"u8, true);
    }
}
