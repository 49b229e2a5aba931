using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TypedTasks.Emulator.Entities;

/// <summary>The message ids seen within the duplicate detection window: a table of positions in the list of what was seen.</summary>
internal sealed class DuplicateWindow(TimeSpan window)
{
    private const int SmallestTable = 8;
    // Secret, so that nobody can choose ids that all fall into one place.
    private static readonly ulong s_start = Secret();
    private static readonly ulong s_factor = Secret() | 1;

    private readonly SeenIds _seen = new();
    // Zero is a free place; no id begins at the last byte of the positions, so that one more than a position is never zero.
    private uint[] _table = new uint[SmallestTable];

    /// <summary>How long an id is remembered.</summary>
    public TimeSpan Length { get; set; } = window;

    /// <summary>Takes back an id that was seen before the process began.</summary>
    public void Restore(ReadOnlySpan<byte> id, long seenAt) => TryAdd(id, seenAt);

    /// <summary>Notes an id; false if it was seen before.</summary>
    public bool Add(ReadOnlySpan<byte> id, long now)
    {
        var length = (long)Length.TotalMilliseconds;
        while (_seen.Count > 0 && _seen.SeenAt(_seen.Oldest) + length <= now) ForgetOldest();
        return TryAdd(id, now);
    }

    private static ulong Secret() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8));

    private static uint Hash(ReadOnlySpan<byte> id)
    {
        var hash = s_start ^ (uint)id.Length;
        for (; id.Length >= 8; id = id[8..]) hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(id));
        var rest = 0ul;
        foreach (var octet in id) rest = (rest << 8) | octet;
        hash = Mix(Mix(hash ^ rest) ^ s_start);
        return (uint)(hash >> 32);
    }

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, s_factor, out var low);
        return high ^ low;
    }

    private bool TryAdd(ReadOnlySpan<byte> id, long seenAt)
    {
        if ((_seen.Count + 1) * 4L > _table.Length * 3L) Grow();
        var hash = Hash(id);
        var place = Home(hash);
        for (; _table[place] != 0; place = Next(place))
        {
            var known = _table[place] - 1;
            if (_seen.Hash(known) == hash && _seen.Id(known).SequenceEqual(id)) return false;
        }

        _table[place] = _seen.Add(id, hash, seenAt) + 1;
        return true;
    }

    private void ForgetOldest()
    {
        var oldest = _seen.Oldest;
        var hole = Home(_seen.Hash(oldest));
        while (_table[hole] != oldest + 1) hole = Next(hole);
        // What stands behind the hole moves up, unless that would put it before its home.
        for (var place = Next(hole); _table[place] != 0; place = Next(place))
        {
            var home = Home(_seen.Hash(_table[place] - 1));
            if (Distance(home, place) < Distance(hole, place)) continue;
            _table[hole] = _table[place];
            hole = place;
        }

        _table[hole] = 0;
        _seen.DropOldest();
        if (_seen.Count == 0) _table = new uint[SmallestTable];
    }

    private void Grow()
    {
        var old = _table;
        _table = new uint[old.Length * 2];
        foreach (var entry in old)
        {
            if (entry == 0) continue;
            var place = Home(_seen.Hash(entry - 1));
            while (_table[place] != 0) place = Next(place);
            _table[place] = entry;
        }
    }

    private int Home(uint hash) => (int)(hash & (uint)(_table.Length - 1));

    private int Next(int place) => (place + 1) & (_table.Length - 1);

    private int Distance(int from, int to) => (to - from) & (_table.Length - 1);
}
