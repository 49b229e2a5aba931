using TypedTasks.Testing;

namespace TypedTasks.Sqlite.Tests;

public sealed class StoreContractTests
{
    public static TheoryData<string> Checks => [.. TaskStoreContract.Names];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        await using var host = await SqliteStoreHost.OpenAsync();
        await TaskStoreContract.CheckAsync(check, host);
    }
}
