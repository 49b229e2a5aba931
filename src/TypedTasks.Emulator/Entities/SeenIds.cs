using System.Buffers.Binary;

namespace TypedTasks.Emulator.Entities;

/// <summary>
/// Message ids with the time at which each was seen, in that order and one behind the other in a few arrays: a million of them
/// must not be a million objects for the collector to walk.
/// </summary>
internal sealed class SeenIds
{
    private const int ChunkBits = 14;
    private const int ChunkSize = 1 << ChunkBits;
    private const int FirstSize = 256;
    private const uint ChunkMask = uint.MaxValue >> ChunkBits;
    private const int Header = 14;

    private readonly List<Chunk> chunks = [];
    private uint firstChunk;
    private int head;

    public int Count { get; private set; }

    /// <summary>Where the oldest is. Positions wrap around at 4 GB, which no window holds.</summary>
    public uint Oldest => At(firstChunk, head);

    /// <summary>Adds an id at the end and returns where it is.</summary>
    public uint Add(ReadOnlySpan<byte> id, uint hash, long seenAt)
    {
        var chunk = Room(Header + id.Length);
        var position = At(firstChunk + (uint)(chunks.Count - 1), chunk.Used);
        var record = chunk.Bytes.AsSpan(chunk.Used);
        BinaryPrimitives.WriteUInt32LittleEndian(record, hash);
        BinaryPrimitives.WriteInt64LittleEndian(record[4..], seenAt);
        BinaryPrimitives.WriteUInt16LittleEndian(record[12..], (ushort)id.Length);
        id.CopyTo(record[Header..]);
        chunk.Used += Header + id.Length;
        Count++;
        return position;
    }

    public uint Hash(uint position) => BinaryPrimitives.ReadUInt32LittleEndian(Record(position));

    public long SeenAt(uint position) => BinaryPrimitives.ReadInt64LittleEndian(Record(position)[4..]);

    public ReadOnlySpan<byte> Id(uint position)
    {
        var record = Record(position);
        return record.Slice(Header, BinaryPrimitives.ReadUInt16LittleEndian(record[12..]));
    }

    public void DropOldest()
    {
        head += Header + Id(Oldest).Length;
        if (--Count == 0)
        {
            firstChunk += (uint)chunks.Count;
            chunks.Clear();
            head = 0;
        }
        else if (head == chunks[0].Used)
        {
            chunks.RemoveAt(0);
            firstChunk++;
            head = 0;
        }
    }

    private static uint At(uint chunk, int offset) => (chunk << ChunkBits) | (uint)offset;

    private ReadOnlySpan<byte> Record(uint position)
    {
        var chunk = ((position >> ChunkBits) - firstChunk) & ChunkMask;
        return chunks[(int)chunk].Bytes.AsSpan((int)(position & (ChunkSize - 1)));
    }

    private Chunk Room(int size)
    {
        var last = chunks.Count > 0 ? chunks[^1] : null;
        if (last is not null && last.Used + size > last.Bytes.Length && last.Used + size <= ChunkSize)
            Array.Resize(ref last.Bytes, Math.Min(ChunkSize, Math.Max(last.Bytes.Length * 4, last.Used + size)));
        if (last is not null && last.Used + size <= last.Bytes.Length)
            return last;
        // Most entities never see more than a few ids.
        chunks.Add(last = new Chunk { Bytes = new byte[Math.Max(size, last is null ? FirstSize : ChunkSize)] });
        return last;
    }

    private sealed class Chunk
    {
        public required byte[] Bytes;
        public int Used;
    }
}
