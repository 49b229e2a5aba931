namespace TypedTasks.Emulator.Durability;

/// <summary>Where a journal keeps its files, with exactly the promises that a file system makes.</summary>
internal interface IJournalFolder : IDisposable
{
    /// <summary>Opens a file from its beginning; null if there is none.</summary>
    Stream? Read(string name);

    /// <summary>Makes an empty file, in the place of one that is there.</summary>
    IJournalFile Create(string name);

    /// <summary>Gives a file another name, in the place of the one that has it: at any moment that name means one or the other.</summary>
    void Rename(string name, string newName);

    /// <summary>When this returns, the names outlive the power; a file's own sync does not promise that.</summary>
    void Sync();
}
