namespace TypedTasks.Conformance.Tests;

public sealed class InMemoryFlowTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async Task InitializeAsync() => host = await RunningHost.StartAsync(
        static b => b.UseInMemoryTransport().UseInMemoryStore(),
        static w => w.Queues.Add("second"));

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [MemberData(nameof(FlowCatalog.Names), MemberType = typeof(FlowCatalog))]
    public async Task Yields_what_was_worked_out(string name)
    {
        var flow = FlowCatalog.Find(name);
        Assert.Equal(flow.Expected, await flow.Run(host.Client, Deadline.Token));
    }
}
