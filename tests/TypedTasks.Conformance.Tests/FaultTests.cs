using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Testing;
using static TypedTasks.Conformance.Worker.Sums.Tasks;
using static TypedTasks.Conformance.Tests.Troubles.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>The protocol under single faults: nothing is lost, and an outcome counts once.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async Task InitializeAsync() => host = await RunningHost.StartAsync(
        static b => b
            .UseInMemoryTransport(new InMemoryTransportOptions { LockDuration = TimeSpan.FromMilliseconds(300) })
            .UseInMemoryStore(),
        static w =>
        {
            w.ReconcileInterval = TimeSpan.FromMilliseconds(100);
            w.OwedAge = TimeSpan.FromMilliseconds(200);
        });

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData(TransportFault.SendRefused)]
    [InlineData(TransportFault.SendUnanswered)]
    [InlineData(TransportFault.SendDuplicated)]
    [InlineData(TransportFault.SettlementLost)]
    [InlineData(TransportFault.SettlementUnanswered)]
    [InlineData(TransportFault.LockLost)]
    public async Task A_flow_survives(TransportFault fault)
    {
        host.Get<InMemoryTransport>().Faults.Inject(fault, times: 3);
        var flow = Group.Of(Enumerable.Range(0, 20).Select(i => Number(i) | Double())) | Total() | Count();
        var handle = await host.Client.EnqueueAsync(flow);
        Assert.Equal(380, await handle.WaitAsync(Deadline.Token));
    }

    [Fact]
    public async Task A_member_that_comes_again_is_not_run_again()
    {
        // The settlement of a recorded member is lost: the store knows its outcome, so nothing runs a second time.
        host.Get<InMemoryTransport>().Faults.Inject(TransportFault.SettlementLost, m => m.Step == "1");
        var handle = await host.Client.EnqueueAsync(Group.Of(Number(1), Count(7), Number(2)) | Total());
        Assert.Equal(10, await handle.WaitAsync(Deadline.Token));
        await host.Get<InMemoryTransport>().WhenIdleAsync(Deadline.Token);
        Assert.Equal([7], host.Get<RunLog>().Runs);
    }

    [Fact]
    public async Task The_body_runs_once_when_the_member_that_completed_the_join_comes_again()
    {
        host.Get<InMemoryTransport>().Faults.Inject(TransportFault.SettlementUnanswered, m => m.Step is "0.0" or "0.1" or "0.2", times: 3);
        var handle = await host.Client.EnqueueAsync(Group.Of(Number(1), Number(2), Number(3)) | Total() | Count());
        Assert.Equal(6, await handle.WaitAsync(Deadline.Token));
        await host.Get<InMemoryTransport>().WhenIdleAsync(Deadline.Token);
        Assert.Equal([6], host.Get<RunLog>().Runs);
    }
}
