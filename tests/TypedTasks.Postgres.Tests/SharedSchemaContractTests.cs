using TypedTasks.Testing;

namespace TypedTasks.Postgres.Tests;

/// <summary>The whole contract again, with every second call through another store on the same schema, as another process would.</summary>
public sealed class SharedSchemaContractTests
{
    public static TheoryData<string> Checks => [.. TaskStoreContract.Names];

    [SkippableTheory]
    [MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        await using var host = await PostgresStoreHost.OpenAsync(isShared: true);
        await TaskStoreContract.CheckAsync(check, host);
    }
}
