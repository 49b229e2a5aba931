using System.Buffers;

namespace TypedTasks.Serialization;

/// <summary>Collects bytes in pieces: to grow copies nothing, so what is collected lies in memory once, until it is taken as one array.</summary>
internal sealed class PieceBuffer(int first = 1024) : IBufferWriter<byte>
{
    // Below what the runtime takes for a large object: those are collected late.
    private const int MostPerPiece = 64 * 1024;

    private readonly List<ReadOnlyMemory<byte>> full = [];
    private byte[] current = new byte[first];
    private int used;
    private int before;

    /// <summary>How many bytes were written.</summary>
    public int WrittenCount => before + used;

    public void Advance(int count) => used += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return current.AsMemory(used);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return current.AsSpan(used);
    }

    public byte[] ToArray()
    {
        if (full.Count == 0)
            return current.AsSpan(0, used).ToArray();
        var all = GC.AllocateUninitializedArray<byte>(WrittenCount);
        var end = 0;
        foreach (var piece in full)
        {
            piece.CopyTo(all.AsMemory(end));
            end += piece.Length;
        }

        current.AsSpan(0, used).CopyTo(all.AsSpan(end));
        return all;
    }

    /// <summary>Forgets what was written. The piece at hand is written anew, and the others are let go.</summary>
    public void Clear()
    {
        full.Clear();
        (used, before) = (0, 0);

        // One that a very long text has asked for is not kept for good.
        if (current.Length > MostPerPiece)
            current = new byte[first];
    }

    private void Reserve(int sizeHint)
    {
        if (current.Length - used >= Math.Max(sizeHint, 1))
            return;
        full.Add(current.AsMemory(0, used));
        before = checked(before + used);
        current = GC.AllocateUninitializedArray<byte>(Math.Max(Math.Min(current.Length * 2, MostPerPiece), sizeHint));
        used = 0;
    }
}
