using TypedTasks.Emulator.Durability;

namespace TypedTasks.Emulator.Tests.Durability.Power;

/// <summary>A folder that keeps what a file system promises and, when the power goes, as little more as it likes.</summary>
internal sealed class SimulatedDisk(int seed) : IJournalFolder
{
    private readonly Random random = new(seed);
    private readonly List<Action<Dictionary<string, SimulatedFile>>> unsynced = [];
    private Dictionary<string, SimulatedFile> names = [];
    private Dictionary<string, SimulatedFile> synced = [];
    private bool isDead;

    /// <summary>How many writes, syncs and changes of names there were.</summary>
    public int Steps { get; private set; }

    /// <summary>The step in the middle of which the power goes.</summary>
    public int FailsAt { get; set; } = int.MaxValue;

    public int Next(int limit) => random.Next(limit);

    public void Step(Action interrupted)
    {
        if (isDead)
            throw new PowerLoss();
        if (Steps++ != FailsAt)
            return;
        interrupted();
        isDead = true;
        throw new PowerLoss();
    }

    public Stream? Read(string name)
    {
        if (isDead)
            throw new PowerLoss();
        return names.TryGetValue(name, out var file) ? new MemoryStream(file.Content) : null;
    }

    public IJournalFile Create(string name)
    {
        var file = new SimulatedFile(this);
        Change(names => names[name] = file);
        return file;
    }

    public void Rename(string name, string newName) => Change(names =>
    {
        if (names.Remove(name, out var file))
            names[newName] = file;
    });

    public void Sync()
    {
        Step(() => { });
        synced = new(names);
        unsynced.Clear();
    }

    /// <summary>The process ends, the machine does not.</summary>
    public void Kill() => Revive();

    /// <summary>Of the changes of names some first ones are there, of the files what was synced and perhaps more.</summary>
    public void LosePower()
    {
        foreach (var change in unsynced.Take(random.Next(unsynced.Count + 1)))
            change(synced);
        unsynced.Clear();
        names = new(synced);
        foreach (var file in names.Values)
            file.LosePower(random);
        Revive();
    }

    public SimulatedDisk Copy()
    {
        var copy = new SimulatedDisk(0);
        foreach (var (name, file) in names)
            copy.names[name] = copy.synced[name] = file.Copy(copy);
        return copy;
    }

    public void Dispose()
    {
        // Nothing is held.
    }

    private void Change(Action<Dictionary<string, SimulatedFile>> change)
    {
        // Interrupted, it has happened or not.
        var happens = random.Next(2) == 0;
        Step(() =>
        {
            if (happens)
                Apply();
        });
        Apply();

        void Apply()
        {
            change(names);
            unsynced.Add(change);
        }
    }

    private void Revive()
    {
        isDead = false;
        FailsAt = int.MaxValue;
        Steps = 0;
    }
}
