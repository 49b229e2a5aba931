using TypedTasks.Storage;
using static TypedTasks.Testing.Tests.Work.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>A failed flow runs on from where it failed.</summary>
public sealed class RetryTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_chain_goes_on_at_the_step_that_failed_with_the_input_it_had()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(8);
        var handle = await FailAsync(host, Number(4) | Double() | Risky() | Double());
        Assert.Equal(FlowState.Running, (await host.Client.RetryAsync(handle.FlowId)).State);
        Assert.Equal(16, await host.RunAsync(handle, Hosts.Deadline));
        Assert.Equal(["work.number", "work.double", "work.risky", "work.risky", "work.double"], host.Steps.Select(static s => s.Task));
        Assert.Equal(["8", "8"], host.RunsOf(Risky()).Select(static s => s.Input));
        var flow = (await host.Client.GetAsync(handle.FlowId)).Flow;
        Assert.Equal((FlowState.Succeeded, 1), (flow.State, flow.Retries));
    }

    [Fact]
    public async Task A_flow_may_be_retried_again_and_again()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(1, times: 3);
        var handle = await FailAsync(host, Risky(1) | Double());
        for (var i = 0; i < 2; i++)
        {
            await host.Client.RetryAsync(handle.FlowId);
            await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Hosts.Deadline));
        }

        await host.Client.RetryAsync(handle.FlowId);
        Assert.Equal(2, await host.RunAsync(handle, Hosts.Deadline));
        Assert.Equal(4, host.RunsOf(Risky()).Count);
    }

    [Fact]
    public async Task Members_that_have_succeeded_are_kept_and_those_cancelled_halfway_go_on_where_they_were()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(2);
        var flow = Group.Of(
            Number(1),
            Number(5) | Double() | Double() | Double(),
            Number(2) | Risky(),
            Number(7).WithDelay(Hour) | Double()) | Total();
        var handle = await FailAsync(host, flow);
        await host.Client.RetryAsync(handle.FlowId);
        Assert.Equal(1 + 40 + 2 + 14, await host.RunAsync(handle, Hosts.Deadline));
        Assert.Equal(4, host.RunsOf(Number(0)).Count);
        Assert.Equal(2, host.RunsOf(Risky()).Count);
        Assert.Equal(4, host.RunsOf(Double()).Count);
        Assert.Single(host.RunsOf(Total()));
    }

    [Fact]
    public async Task A_message_that_comes_after_the_retry_is_carried_over_once()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(2);
        var handle = await FailAsync(host, Group.Of(Risky(2), Number(7).WithDelay(Hour) | Double()) | Total());
        await host.Client.RetryAsync(handle.FlowId);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Empty(host.RunsOf(Number(0)));
        await host.AdvanceAsync(Hour, Hosts.Deadline);
        Assert.Equal(16, await handle.WaitAsync(Hosts.Deadline));
        Assert.Single(host.RunsOf(Number(0)));
    }

    [Fact]
    public async Task Nested_joins_and_elements_are_reopened()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(3);
        host.Faults().Fail(6);
        var flow = Group.Of(
            Range(5) | (Risky() | Double()).Each() | Total(),
            (Number(1), Group.Of(Number(2), Risky(6)) | Total()) | Add()) | Total();
        var handle = await FailAsync(host, flow);
        await host.Client.RetryAsync(handle.FlowId);

        // The one failure kept the other from happening.
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Hosts.Deadline));
        await host.Client.RetryAsync(handle.FlowId);
        Assert.Equal(20 + 9, await host.RunAsync(handle, Hosts.Deadline));
        Assert.Equal(5 + 1 + 2, host.RunsOf(Risky()).Count);
        Assert.Equal(3, host.RunsOf(Total()).Count);
        Assert.Single(host.RunsOf(Add()));
    }

    [Fact]
    public async Task A_step_that_still_ran_when_the_flow_failed_counts_when_it_succeeds()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(2);
        var handle = await FailAsync(host, Group.Of(Wait(1, Hour), Risky(2)) | Total());
        await host.Client.RetryAsync(handle.FlowId);
        Assert.Equal(3, await host.RunAsync(handle, Hosts.Deadline));
        Assert.Single(host.RunsOf(Wait(0, Hour)));
        Assert.Single(host.RunsOf(Total()));
    }

    [Fact]
    public async Task A_redelivered_message_of_the_failed_generation_is_settled_unrun()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(1, times: 1);
        host.Transport.Faults.Inject(TransportFault.SettlementLost, static m => m.Subject == "work.risky");
        var handle = await FailAsync(host, Risky(1) | Wait(duration: Hour));
        await host.Client.RetryAsync(handle.FlowId);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(2, host.RunsOf(Risky()).Count);
        Assert.Equal(1, await host.RunAsync(handle, Hosts.Deadline));
        Assert.Equal(2, host.RunsOf(Risky()).Count);
        Assert.Single(host.RunsOf(Wait(0, Hour)));
    }

    [Fact]
    public async Task What_the_broker_does_not_take_is_sent_later()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(1);
        var handle = await FailAsync(host, Risky(1) | Double());
        host.Transport.Faults.Inject(TransportFault.SendRefused);
        Assert.Equal(FlowState.Running, (await host.Client.RetryAsync(handle.FlowId)).State);
        Assert.Equal(2, await host.RunAsync(handle, Hosts.Deadline));
    }

    [Fact]
    public async Task A_retry_that_committed_and_did_not_hear_of_it_may_be_asked_for_again()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(1);
        var handle = await FailAsync(host, Risky(1) | Double());
        host.Store.Faults.Inject(StoreFault.FailsAfterCommit, static o => o is RetryFlow);
        await Assert.ThrowsAsync<StoreException>(async () => await host.Client.RetryAsync(handle.FlowId));
        Assert.Equal(FlowState.Running, (await host.Client.RetryAsync(handle.FlowId)).State);
        Assert.Equal(2, await host.RunAsync(handle, Hosts.Deadline));
        Assert.Equal(2, host.RunsOf(Risky()).Count);
    }

    [Fact]
    public async Task A_message_that_was_dead_lettered_is_sent_again()
    {
        await using var host = await Hosts.StartAsync();
        var broken = true;
        host.Fake(Double(), (int value) => broken ? throw new TaskArgumentException("not today") : value * 2);
        var handle = await FailAsync(host, Number(2) | Double());
        Assert.Equal(1, host.Transport.Count(QueueNames.Default).DeadLettered);
        broken = false;
        await host.AdvanceAsync(Hour, Hosts.Deadline);
        await host.Client.RetryAsync(handle.FlowId);
        Assert.Equal(4, await host.RunAsync(handle, Hosts.Deadline));
    }

    [Fact]
    public async Task A_flow_past_its_deadline_runs_on_with_a_new_one()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Number(1).WithDelay(TimeSpan.FromDays(6)) | Double().WithDelay(TimeSpan.FromDays(6)));
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Hosts.Deadline));
        await host.Client.RetryAsync(handle.FlowId);
        Assert.Equal(2, await host.RunAsync(handle, Hosts.Deadline));
    }

    [Fact]
    public async Task A_plan_that_a_task_has_returned_goes_on_where_it_failed()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(1);
        host.Faults().Fail(2);
        var handle = await FailAsync(host, Group.Of(Number(3) | Plan(), Number(7).WithDelay(Hour) | Double()) | Total());
        await host.Client.RetryAsync(handle.FlowId);
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Hosts.Deadline));
        await host.Client.RetryAsync(handle.FlowId);
        Assert.Equal(0 + 1 + 2 + 14, await host.RunAsync(handle, Hosts.Deadline));
        Assert.Single(host.RunsOf(Plan()));
        Assert.Equal(2, host.RunsOf(Number(0)).Count);
    }

    [Fact]
    public async Task A_flow_that_failed_before_anything_had_to_be_undone_is_retried_and_undone_when_it_fails_again()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(4);
        host.Faults().Fail(8);
        var handle = await FailAsync(host, Number(4) | Risky() | Double().CompensateWith(Double()) | Risky());
        Assert.Equal(FlowState.Running, (await host.Client.RetryAsync(handle.FlowId)).State);
        Assert.Empty(host.RunsOf(Double()));
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Hosts.Deadline));
        Assert.Equal(["4", "8"], host.RunsOf(Double()).Select(static r => r.Input));
        Assert.Equal(FlowState.Failed, (await host.Client.RetryAsync(handle.FlowId)).State);
        await host.AdvanceAsync(Hour, Hosts.Deadline);
        Assert.Equal(2, host.RunsOf(Double()).Count);
    }

    [Fact]
    public async Task A_saga_that_failed_at_its_start_succeeds_when_it_is_retried()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(4);
        var handle = await FailAsync(host, Number(4) | Risky() | Double().CompensateWith(Double()));
        await host.Client.RetryAsync(handle.FlowId);
        Assert.Equal(8, await host.RunAsync(handle, Hosts.Deadline));
        await host.AdvanceAsync(Hour, Hosts.Deadline);
        Assert.Single(host.RunsOf(Double()));
        Assert.Equal(0, host.Store.UnsentCount);
    }

    [Fact]
    public async Task Only_a_failed_flow_is_retried()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal(FlowState.Unknown, (await host.Client.RetryAsync("never-seen")).State);
        var done = await host.Client.EnqueueAsync(Number(1));
        await host.RunAsync(done, Hosts.Deadline);
        Assert.Equal(FlowState.Succeeded, (await host.Client.RetryAsync(done.FlowId)).State);
        var cancelled = await host.Client.EnqueueAsync(Number(2));
        await cancelled.CancelAsync();
        Assert.Equal(FlowState.Cancelled, (await host.Client.RetryAsync(cancelled.FlowId)).State);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Single(host.Steps);
    }

    [Fact]
    public async Task A_retried_flow_can_be_cancelled()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(1);
        var handle = await FailAsync(host, Risky(1) | WaitOrStop(duration: Hour) | Double());
        await host.Client.RetryAsync(handle.FlowId);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(FlowState.Cancelled, await handle.CancelAsync());
        await host.AdvanceAsync(2 * Hour, Hosts.Deadline);
        Assert.Empty(host.RunsOf(Double()));
        Assert.Equal(FlowState.Cancelled, (await host.Client.RetryAsync(handle.FlowId)).State);
    }

    [Fact]
    public async Task Random_flows_end_right_after_as_many_retries_as_they_have_failures()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            await using var host = await Hosts.StartAsync();
            var (flow, expected, risky) = new RandomFlow(seed, host.Faults()).Create();
            var handle = await host.Client.EnqueueAsync(flow);
            var retries = 0;
            while (true)
            {
                try
                {
                    Assert.True(expected == await host.RunAsync(handle, Hosts.Deadline), $"seed {seed}");
                    break;
                }
                catch (TaskFailedException) when (retries++ < 100)
                {
                    Assert.Equal(FlowState.Running, (await host.Client.RetryAsync(handle.FlowId)).State);
                }
            }

            // A step runs once for each of its failures, and once to succeed: nothing that has succeeded runs again.
            var runs = host.Steps.GroupBy(static s => s.Path).ToDictionary(static g => g.Key, static g => g.Count());
            Assert.All(host.Steps.Where(static s => s.Task != "work.risky"), s => Assert.True(runs[s.Path] == 1, $"seed {seed}: {s}"));
            Assert.True(host.RunsOf(Risky()).Count == risky, $"seed {seed}");
        }
    }

    [Fact]
    public async Task Random_flows_end_right_whatever_the_broker_does()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            await using var host = await Hosts.StartAsync();
            var (flow, expected, _) = new RandomFlow(seed, host.Faults()).Create();
            var handle = await host.Client.EnqueueAsync(flow);
            var count = 0;
            foreach (var fault in Enum.GetValues<TransportFault>())
                host.Transport.Faults.Inject(fault, _ => ++count % (seed % 7 + 3) == 0, times: 5);
            host.Store.Faults.Inject(StoreFault.FailsAfterCommit, o => o is ParkMessage && ++count % 3 == 0, times: 3);
            var retries = 0;
            while (await EndAsync(host, handle) == FlowState.Failed && retries++ < 100)
                await host.Client.RetryAsync(handle.FlowId);
            Assert.True(expected == await handle.WaitAsync(Hosts.Deadline), $"seed {seed}");
        }
    }

    private static async Task<FlowState> EndAsync(TaskTestHost host, TaskHandle<int> handle)
    {
        try
        {
            await host.RunAsync(handle, Hosts.Deadline);
        }
        catch (TaskFailedException e)
        {
            Assert.True(
                e.Failure.Type is "System.InvalidOperationException" or "TypedTasks.TooManyDeliveries",
                $"{e.Failure}\n{host.Flows[0].Text}\n{string.Join('\n', host.Steps)}\n{string.Join('\n', (await host.Client.GetAsync(handle.FlowId)).Steps)}");
        }

        return (await handle.GetStatusAsync()).State;
    }

    private static async Task<TaskHandle<T>> FailAsync<T>(TaskTestHost host, ISignature<T> flow)
    {
        var handle = await host.Client.EnqueueAsync(flow);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(FlowState.Failed, (await handle.GetStatusAsync()).State);
        return handle;
    }
}
