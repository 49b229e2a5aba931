namespace TypedTasks.Testing.Tests;

public sealed class TransportContractTests
{
    public static TheoryData<string> Checks => [.. TransportContract.Names];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Holds(string check)
    {
        await using var host = new InMemoryTransportHost();
        await TransportContract.CheckAsync(check, host);
    }
}
