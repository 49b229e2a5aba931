using System.Runtime.InteropServices;
using TypedTasks.Emulator.Durability;

namespace TypedTasks.Emulator.Tests.Durability.Power;

/// <summary>A file whose end may not outlive the power until it is synced.</summary>
internal sealed class SimulatedFile(SimulatedDisk disk) : IJournalFile
{
    private const int Sector = 16;
    private List<byte> bytes = [];
    private int synced;

    public long Length => bytes.Count;

    public byte[] Content => [.. bytes];

    public void Write(ReadOnlySpan<byte> bytes)
    {
        var some = bytes[..disk.Next(bytes.Length + 1)].ToArray();
        disk.Step(() => this.bytes.AddRange(some));
        this.bytes.AddRange(bytes);
    }

    public void Sync()
    {
        disk.Step(() => { });
        synced = bytes.Count;
    }

    /// <summary>What was not synced is there or not, sector by sector; the length may be there without its content.</summary>
    public void LosePower(Random fate)
    {
        var kind = fate.Next(4);
        var length = kind == 0 ? synced : kind == 1 ? bytes.Count : fate.Next(synced, bytes.Count + 1);
        var left = CollectionsMarshal.AsSpan(bytes)[..length].ToArray();
        for (var at = synced; kind != 1 && at < length; at += Sector)
            if (fate.Next(2) == 0)
                left.AsSpan(at, Math.Min(Sector, length - at)).Clear();
        bytes = [.. left];
        synced = length;
    }

    public SimulatedFile Copy(SimulatedDisk other) => new(other) { bytes = [.. bytes], synced = synced };

    public void Dispose()
    {
        // Closing a file promises nothing.
    }
}
