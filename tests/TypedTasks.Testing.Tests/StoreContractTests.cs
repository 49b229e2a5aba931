namespace TypedTasks.Testing.Tests;

public sealed class StoreContractTests
{
    public static TheoryData<string> Checks => [.. TaskStoreContract.Names];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        await using var host = new InMemoryStoreHost();
        await TaskStoreContract.CheckAsync(check, host);
    }
}
