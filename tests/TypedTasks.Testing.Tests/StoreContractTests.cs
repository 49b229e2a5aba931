namespace TypedTasks.Testing.Tests;

public sealed class StoreContractTests
{
    public static TheoryData<string> Checks => [.. TaskStoreContract.Names];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        await using var store = new InMemoryTaskStore();
        await store.OpenAsync(CancellationToken.None);
        await TaskStoreContract.CheckAsync(check, store);
    }
}
