namespace TypedTasks.Emulator.Durability;

/// <summary>A folder on disk, readable by its owner alone and used by one process at a time.</summary>
internal sealed class JournalFolder : IJournalFolder
{
    private readonly string path;
    private readonly FileStream gate;

    public JournalFolder(string path)
    {
        this.path = path;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            gate = PrivateFile.Open(Path.Combine(path, "journal.lock"), FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException failure) when (failure is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new IOException($"The data folder '{path}' cannot be used: another emulator has it, or its disk fails. Each emulator needs a folder of its own.", failure);
        }
    }

    public Stream? Read(string name)
    {
        var path = Path.Combine(this.path, name);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite) : null;
    }

    public IJournalFile Create(string name) => new JournalFile(Path.Combine(path, name));

    public void Rename(string name, string newName) =>
        File.Move(Path.Combine(path, name), Path.Combine(path, newName), overwrite: true);

    public void Sync() => FolderNames.Sync(path);

    public void Dispose() => gate.Dispose();
}
