using TypedTasks.Testing;

namespace TypedTasks.Sqlite.Tests;

/// <summary>The whole contract again, with every second call through another store on the same file.</summary>
public sealed class SharedFileContractTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Checks => [.. TaskStoreContract.Names];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        var options = new SqliteStoreOptions { Path = folder["store.db"] };
        await using var store = new AlternatingStore(new SqliteTaskStore(options), new SqliteTaskStore(options));
        await store.OpenAsync(CancellationToken.None);
        await TaskStoreContract.CheckAsync(check, store);
    }

    public void Dispose() => folder.Dispose();
}
