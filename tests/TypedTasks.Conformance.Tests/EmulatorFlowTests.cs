namespace TypedTasks.Conformance.Tests;

/// <summary>The same flows over AMQP, the emulator and SQLite.</summary>
public sealed class EmulatorFlowTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    [Theory]
    [MemberData(nameof(FlowCatalog.Names), MemberType = typeof(FlowCatalog))]
    public async Task Yields_what_was_worked_out(string name)
    {
        var flow = FlowCatalog.Find(name);
        Assert.Equal(flow.Expected, await flow.Run(fixture.Host.Run(Deadline.Token)));
    }
}
