namespace TypedTasks.Conformance.Tests;

/// <summary>The same flows over AMQP, the emulator and a server for the store.</summary>
public sealed class PostgresFlowTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    [SkippableTheory]
    [MemberData(nameof(FlowCatalog.Names), MemberType = typeof(FlowCatalog))]
    public async Task Yields_what_was_worked_out(string name)
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        var flow = FlowCatalog.Find(name);
        Assert.Equal(flow.Expected, await flow.Run(fixture.Host.Run(Deadline.Token)));
    }
}
