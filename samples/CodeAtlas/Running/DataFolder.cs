namespace CodeAtlas;

/// <summary>Where the store lies: in a folder that was asked for and stays, or in a temporary one.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly string folder;
    private readonly bool isTemporary;

    public DataFolder(string? wanted)
    {
        isTemporary = wanted is null;
        folder = wanted ?? Directory.CreateTempSubdirectory("codeatlas-").FullName;
    }

    public string Store => Path.Combine(folder, "codeatlas.db");

    public void Dispose()
    {
        if (isTemporary)
            Directory.Delete(folder, recursive: true);
    }
}
