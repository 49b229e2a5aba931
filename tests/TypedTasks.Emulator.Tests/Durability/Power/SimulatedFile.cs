using System.Runtime.InteropServices;
using TypedTasks.Emulator.Durability;

namespace TypedTasks.Emulator.Tests.Durability.Power;

/// <summary>A file whose end may not outlive the power until it is synced.</summary>
internal sealed class SimulatedFile(SimulatedDisk disk) : IJournalFile
{
    private const int Sector = 16;
    private List<byte> _bytes = [];
    private int _synced;

    public long Length => _bytes.Count;

    public byte[] Content => [.. _bytes];

    public void Write(ReadOnlySpan<byte> bytes)
    {
        var some = bytes[..disk.Next(bytes.Length + 1)].ToArray();
        disk.Step(() => _bytes.AddRange(some));
        _bytes.AddRange(bytes);
    }

    public void Sync()
    {
        disk.Step(() => { });
        _synced = _bytes.Count;
    }

    /// <summary>What was not synced is there or not, sector by sector; the length may be there without its content.</summary>
    public void LosePower(Random fate)
    {
        var kind = fate.Next(4);
        var length = kind == 0 ? _synced : kind == 1 ? _bytes.Count : fate.Next(_synced, _bytes.Count + 1);
        var left = CollectionsMarshal.AsSpan(_bytes)[..length].ToArray();
        for (var at = _synced; kind != 1 && at < length; at += Sector)
            if (fate.Next(2) == 0) left.AsSpan(at, Math.Min(Sector, length - at)).Clear();
        _bytes = [.. left];
        _synced = length;
    }

    public SimulatedFile Copy(SimulatedDisk other) => new(other) { _bytes = [.. _bytes], _synced = _synced };

    public void Dispose()
    {
        // Closing a file promises nothing.
    }
}
