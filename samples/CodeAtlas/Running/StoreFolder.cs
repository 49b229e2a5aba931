namespace CodeAtlas;

/// <summary>The folder of the store; a temporary one goes with the run.</summary>
internal sealed class StoreFolder : IAsyncDisposable
{
    private readonly DirectoryInfo? temporary;

    private StoreFolder(DirectoryInfo folder, bool isTemporary)
    {
        Path = System.IO.Path.Combine(folder.FullName, "codeatlas.db");
        temporary = isTemporary ? folder : null;
    }

    public string Path { get; }

    public static StoreFolder Open(string? folder) => folder is null
        ? new StoreFolder(Directory.CreateTempSubdirectory("codeatlas-"), isTemporary: true)
        : new StoreFolder(Directory.CreateDirectory(folder), isTemporary: false);

    public ValueTask DisposeAsync()
    {
        temporary?.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
