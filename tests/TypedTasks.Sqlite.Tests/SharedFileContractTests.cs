using TypedTasks.Testing;

namespace TypedTasks.Sqlite.Tests;

/// <summary>The whole contract again, with every second call through another store on the same file.</summary>
public sealed class SharedFileContractTests
{
    public static TheoryData<string> Checks => [.. TaskStoreContract.Names];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        await using var host = await SqliteStoreHost.OpenAsync(isShared: true);
        await TaskStoreContract.CheckAsync(check, host);
    }
}
