namespace TypedTasks.Emulator.Durability;

/// <summary>Opens files that nobody but their owner may read.</summary>
internal static class PrivateFile
{
    public static FileStream Open(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions
        {
            // Write alone: what is written must reach the kernel at once, not a buffer of this process.
            Mode = mode,
            Access = FileAccess.Write,
            Share = share,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
