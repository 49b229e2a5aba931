namespace TypedTasks.Conformance.Tests;

public sealed class InMemoryFlowTests(InMemoryFixture fixture) : IClassFixture<InMemoryFixture>
{
    [Theory]
    [MemberData(nameof(FlowCatalog.Names), MemberType = typeof(FlowCatalog))]
    public async Task Yields_what_was_worked_out(string name)
    {
        var flow = FlowCatalog.Find(name);
        Assert.Equal(flow.Expected, await flow.Run(fixture.Host.Run(Deadline.Token)));
    }
}
