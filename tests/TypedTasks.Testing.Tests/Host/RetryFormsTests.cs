using static TypedTasks.Testing.Tests.Work.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>Retries of flows with scopes, alternatives, side branches, compensations and bounded elements.</summary>
public sealed class RetryFormsTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_failure_that_was_absorbed_stays_absorbed()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(1, times: 9);
        host.Faults().Fail(2);
        var flow = Group.Of(Risky(1).Recover(Number(10)), Risky(1) | Double(), Number(5)).Settled() | Count() | Risky();
        host.Fake(Count(), static (IReadOnlyList<Outcome<int>> outcomes) => outcomes.Count(static o => o.Succeeded));
        var handle = await FailAsync(host, flow);
        await host.Client.RetryAsync(handle.FlowId);
        Assert.Equal(2, await host.RunAsync(handle, Hosts.Deadline));
        Assert.Equal(2 + 2, host.RunsOf(Risky()).Count);
        Assert.Single(host.RunsOf(Count()));
    }

    [Fact]
    public async Task A_handler_that_failed_runs_again_and_what_it_handled_does_not()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(1);
        host.Faults().Fail(2);
        var handle = await FailAsync(host, Group.Of(Risky(1).Recover(Risky(2)), Number(3)) | Total());
        await host.Client.RetryAsync(handle.FlowId);
        Assert.Equal(5, await host.RunAsync(handle, Hosts.Deadline));
        Assert.Equal(["0.0.0", "0.0.1", "0.0.1"], host.RunsOf(Risky()).Select(static r => r.Path));
    }

    [Fact]
    public async Task All_alternatives_that_failed_run_again()
    {
        await using var host = await Hosts.StartAsync();
        foreach (var value in new[] { 1, 2, 3 })
            host.Faults().Fail(value);
        var handle = await FailAsync(host, Group.FirstOf(Risky(1), Risky(2), Risky(3)) | Double());
        host.Faults().Fail(1);
        host.Faults().Fail(2);
        await host.Client.RetryAsync(handle.FlowId);
        Assert.Equal(6, await host.RunAsync(handle, Hosts.Deadline));
    }

    [Fact]
    public async Task An_error_branch_runs_for_each_failure_and_is_not_sent_again_by_the_retry()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(1, times: 2);
        var handle = await FailAsync(host, (Number(1) | Risky()).OnError(Double(50)) | Double());
        Assert.Single(host.RunsOf(Double()));
        await host.Client.RetryAsync(handle.FlowId);
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Hosts.Deadline));
        await host.Client.RetryAsync(handle.FlowId);
        Assert.Equal(2, await host.RunAsync(handle, Hosts.Deadline));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(2, host.RunsOf(Double()).Count(static r => r.Input is null));
        Assert.Single(host.RunsOf(Number(0)));
    }

    [Fact]
    public async Task A_flow_of_which_something_was_undone_is_not_retried()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(1);
        var handle = await FailAsync(host, Number(1).CompensateWith(Double()) | Risky());
        Assert.Single(host.RunsOf(Double()));
        Assert.Equal(FlowState.Failed, (await host.Client.RetryAsync(handle.FlowId)).State);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Single(host.RunsOf(Risky()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Bounded_elements_go_on_where_they_were(int maxParallelism)
    {
        await using var host = await Hosts.StartAsync();
        foreach (var value in new[] { 0, 4, 5, 6, 11 })
            host.Faults().Fail(value);
        var flow = Range(12) | (Risky() | Wait(duration: Hour)).Each(maxParallelism: maxParallelism) | Total();
        var handle = await host.Client.EnqueueAsync(flow);
        var retries = 0;
        while (true)
        {
            try
            {
                Assert.Equal(66, await host.RunAsync(handle, Hosts.Deadline));
                break;
            }
            catch (TaskFailedException e) when (retries++ < 9)
            {
                Assert.Equal("System.InvalidOperationException", e.Failure.Type);
                await host.Client.RetryAsync(handle.FlowId);
            }
        }

        Assert.Equal(12 + 5, host.RunsOf(Risky()).Count);
        Assert.Equal(12, host.RunsOf(Wait(0, Hour)).Count);
    }

    [Fact]
    public async Task A_scope_that_took_too_long_goes_on_without_its_limit()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync((Number(1) | Number().WithDelay(2 * Hour)).WithTimeout(Hour) | Double());
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Hosts.Deadline));
        await host.Client.RetryAsync(handle.FlowId);
        Assert.Equal(2, await host.RunAsync(handle, Hosts.Deadline));
    }

    private static async Task<TaskHandle<T>> FailAsync<T>(TaskTestHost host, ISignature<T> flow)
    {
        var handle = await host.Client.EnqueueAsync(flow);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(FlowState.Failed, (await handle.GetStatusAsync()).State);
        return handle;
    }
}
