namespace TypedTasks.Emulator.Durability;

/// <summary>A file on disk, empty at first.</summary>
internal sealed class JournalFile(string path) : IJournalFile
{
    private readonly FileStream file = PrivateFile.Open(path, FileMode.Create, FileShare.Read);

    /// <summary>Counted here: asking the file would be a system call for each write.</summary>
    public long Length { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        file.Write(bytes);
        Length += bytes.Length;
    }

    public void Sync() => file.Flush(flushToDisk: true);

    public void Dispose() => file.Dispose();
}
