namespace TypedTasks.Emulator.Durability;

/// <summary>A file that is only ever appended to.</summary>
internal interface IJournalFile : IDisposable
{
    long Length { get; }

    /// <summary>Appends; when this returns, the bytes outlive the process.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>When this returns, what was written outlives the power.</summary>
    void Sync();
}
