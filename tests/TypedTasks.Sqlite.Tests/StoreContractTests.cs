using TypedTasks.Testing;

namespace TypedTasks.Sqlite.Tests;

public sealed class StoreContractTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Checks => [.. TaskStoreContract.Names];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        await using var store = new SqliteTaskStore(new() { Path = folder["store.db"] });
        await store.OpenAsync(CancellationToken.None);
        await TaskStoreContract.CheckAsync(check, store);
    }

    public void Dispose() => folder.Dispose();
}
