namespace TypedTasks.Conformance.Tests;

/// <summary>Flows mean the same where nobody but client and worker can read their values.</summary>
public sealed class ProtectedFlowTests(ProtectedFixture fixture) : IClassFixture<ProtectedFixture>
{
    [Theory]
    [MemberData(nameof(FlowCatalog.Names), MemberType = typeof(FlowCatalog))]
    public async Task Yields_what_was_worked_out(string name)
    {
        var flow = FlowCatalog.Find(name);
        Assert.Equal(flow.Expected, await flow.Run(fixture.Host.Run(Deadline.Token)));
    }
}
