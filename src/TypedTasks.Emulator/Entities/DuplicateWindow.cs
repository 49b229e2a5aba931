using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TypedTasks.Emulator.Entities;

/// <summary>The message ids seen within the duplicate detection window: a table of positions in the list of what was seen.</summary>
internal sealed class DuplicateWindow(TimeSpan window)
{
    private const int SmallestTable = 8;
    // Secret, so that nobody can choose ids that all fall into one place.
    private static readonly ulong Start = Secret();
    private static readonly ulong Factor = Secret() | 1;

    private readonly SeenIds seen = new();
    // Zero is a free place; no id begins at the last byte of the positions, so that one more than a position is never zero.
    private uint[] table = new uint[SmallestTable];

    /// <summary>How long an id is remembered.</summary>
    public TimeSpan Length { get; set; } = window;

    /// <summary>Takes back an id that was seen before the process began.</summary>
    public void Restore(ReadOnlySpan<byte> id, long seenAt) => TryAdd(id, seenAt);

    /// <summary>Notes an id; false if it was seen before.</summary>
    public bool Add(ReadOnlySpan<byte> id, long now)
    {
        var length = (long)Length.TotalMilliseconds;
        while (seen.Count > 0 && seen.SeenAt(seen.Oldest) + length <= now)
            ForgetOldest();
        return TryAdd(id, now);
    }

    private static ulong Secret() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8));

    private static uint Hash(ReadOnlySpan<byte> id)
    {
        var hash = Start ^ (uint)id.Length;
        for (; id.Length >= 8; id = id[8..])
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(id));
        var rest = 0ul;
        foreach (var octet in id)
            rest = (rest << 8) | octet;
        hash = Mix(Mix(hash ^ rest) ^ Start);
        return (uint)(hash >> 32);
    }

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, Factor, out var low);
        return high ^ low;
    }

    private bool TryAdd(ReadOnlySpan<byte> id, long seenAt)
    {
        if ((seen.Count + 1) * 4L > table.Length * 3L)
            Grow();
        var hash = Hash(id);
        var place = Home(hash);
        for (; table[place] != 0; place = Next(place))
        {
            var known = table[place] - 1;
            if (seen.Hash(known) == hash && seen.Id(known).SequenceEqual(id))
                return false;
        }

        table[place] = seen.Add(id, hash, seenAt) + 1;
        return true;
    }

    private void ForgetOldest()
    {
        var oldest = seen.Oldest;
        var hole = Home(seen.Hash(oldest));
        while (table[hole] != oldest + 1)
            hole = Next(hole);
        // What stands behind the hole moves up, unless that would put it before its home.
        for (var place = Next(hole); table[place] != 0; place = Next(place))
        {
            var home = Home(seen.Hash(table[place] - 1));
            if (Distance(home, place) < Distance(hole, place))
                continue;
            table[hole] = table[place];
            hole = place;
        }

        table[hole] = 0;
        seen.DropOldest();
        if (seen.Count == 0)
            table = new uint[SmallestTable];
    }

    private void Grow()
    {
        var old = table;
        table = new uint[old.Length * 2];
        foreach (var entry in old)
        {
            if (entry == 0)
                continue;
            var place = Home(seen.Hash(entry - 1));
            while (table[place] != 0)
                place = Next(place);
            table[place] = entry;
        }
    }

    private int Home(uint hash) => (int)(hash & (uint)(table.Length - 1));

    private int Next(int place) => (place + 1) & (table.Length - 1);

    private int Distance(int from, int to) => (to - from) & (table.Length - 1);
}
