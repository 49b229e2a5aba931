using TypedTasks.Testing;

namespace TypedTasks.Postgres.Tests;

public sealed class StoreContractTests
{
    public static TheoryData<string> Checks => [.. TaskStoreContract.Names];

    [SkippableTheory]
    [MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        await using var host = await PostgresStoreHost.OpenAsync();
        await TaskStoreContract.CheckAsync(check, host);
    }
}
