using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Generated;
using static TypedTasks.Conformance.Worker.Sums.Tasks;
using static TypedTasks.Conformance.Tests.Troubles.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>What the caller sees when a step fails.</summary>
public sealed class FailureTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async Task InitializeAsync() => host = await RunningHost.StartAsync(
        static b => b.UseInMemoryTransport().UseInMemoryStore(),
        static w => w.OtherQueues.Add("second"));

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_failed_call_says_what_where_and_why()
    {
        var handle = await host.Client.EnqueueAsync(Number(1) | Double() >> Throw("no paper"));
        var e = await Assert.ThrowsAsync<TaskFailedException>(async () => await handle.WaitAsync(Deadline.Token));

        Assert.Equal($"Flow {handle.FlowId} failed in task 'troubles.throw' at step 2: System.InvalidOperationException: no paper", e.Message);
        Assert.Equal("System.InvalidOperationException", e.Failure.Type);
        Assert.Equal("troubles.throw", e.Failure.Task);
        Assert.Equal("2", e.Failure.Step);
        Assert.Contains("Troubles.Throw", e.Failure.StackTrace, StringComparison.Ordinal);
        Assert.Equal("the cause", Assert.Single(e.Failure.Inner).Message);
        Assert.Equal(FlowState.Failed, (await handle.GetStatusAsync()).State);
    }

    [Fact]
    public async Task Steps_after_a_failed_one_do_not_run()
    {
        var handle = await host.Client.EnqueueAsync(Throw("x") | Count());
        await Assert.ThrowsAsync<TaskFailedException>(async () => await handle.WaitAsync(Deadline.Token));
        Assert.Empty(host.Get<RunLog>().Runs);
    }

    [Theory]
    [InlineData("first of a group")]
    [InlineData("in a nested group")]
    [InlineData("in a tuple")]
    [InlineData("in each")]
    [InlineData("in a body")]
    public async Task A_failed_member_fails_the_flow_and_the_body_never_runs(string place)
    {
        ISignature<int> flow = place switch
        {
            "first of a group" => Group.Of(Throw("x"), Number(1), Number(2)) | Total() | Count(),
            "in a nested group" => Group.Of(Group.Of(Number(1), Throw("x")) | Total(), Number(3)) | Total() | Count(),
            "in a tuple" => (Number(1), Throw("x")) | Add() | Count(),
            "in each" => Letters(5) | Throw().Each() | Total() | Count(),
            _ => Group.Of(Number(1), Number(2)) >> Throw("x") | Count(),
        };
        var handle = await host.Client.EnqueueAsync(flow);
        var e = await Assert.ThrowsAsync<TaskFailedException>(async () => await handle.WaitAsync(Deadline.Token));
        Assert.Equal("troubles.throw", e.Failure.Task);
        await host.Get<Testing.InMemoryTransport>().WhenIdleAsync(Deadline.Token);
        Assert.Empty(host.Get<RunLog>().Runs);
    }

    [Fact]
    public async Task Retries_end_after_as_many_as_were_asked_for()
    {
        var handle = await host.Client.EnqueueAsync(
            ThrowAndCount().WithRetry(p => p with { MaxRetries = 3, Delay = TimeSpan.FromMilliseconds(1) }));
        var e = await Assert.ThrowsAsync<TaskFailedException>(async () => await handle.WaitAsync(Deadline.Token));
        Assert.Equal([0, 1, 2, 3], host.Get<RunLog>().Runs);
        Assert.Equal(3, e.Failure.Attempt);
        Assert.Contains("after 4 attempts", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_filters_decide_by_exception_type()
    {
        var no = await host.Client.EnqueueAsync(
            ThrowAndCount().WithRetry(p => (p with { Delay = TimeSpan.Zero }).DoNotRetryOn<FormatException>()));
        await Assert.ThrowsAsync<TaskFailedException>(async () => await no.WaitAsync(Deadline.Token));
        Assert.Equal([0], host.Get<RunLog>().Runs);

        var yes = await host.Client.EnqueueAsync(
            ThrowAndCount().WithRetry(p => (p with { MaxRetries = 1, Delay = TimeSpan.Zero }).RetryOn<SystemException>()));
        await Assert.ThrowsAsync<TaskFailedException>(async () => await yes.WaitAsync(Deadline.Token));
        Assert.Equal([0, 0, 1], host.Get<RunLog>().Runs);
    }

    [Fact]
    public async Task A_time_out_ends_the_attempt()
    {
        var handle = await host.Client.EnqueueAsync(WaitForEver().WithTimeout(TimeSpan.FromMilliseconds(50)));
        var e = await Assert.ThrowsAsync<TaskFailedException>(async () => await handle.WaitAsync(Deadline.Token));
        Assert.Equal("System.TimeoutException", e.Failure.Type);
        Assert.Contains("00:00:00.05", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_a_flow_reaches_the_running_step_and_lasts()
    {
        var handle = await host.Client.EnqueueAsync(WaitForEver() | Count());
        await host.Get<Gate>().Entered.WaitAsync(Deadline.Token);

        Assert.Equal(FlowState.Cancelled, await handle.CancelAsync());
        await Assert.ThrowsAsync<FlowCancelledException>(async () => await handle.WaitAsync(Deadline.Token));
        await host.Get<Gate>().Left.WaitAsync(Deadline.Token);
        await host.Get<Testing.InMemoryTransport>().WhenIdleAsync(Deadline.Token);
        Assert.Empty(host.Get<RunLog>().Runs);
        Assert.Equal(FlowState.Cancelled, (await handle.GetStatusAsync()).State);
    }

    [Fact]
    public async Task A_result_that_cannot_be_written_fails_the_flow()
    {
        var handle = await host.Client.EnqueueAsync(Cycle());
        var e = await Assert.ThrowsAsync<TaskFailedException>(async () => await handle.WaitAsync(Deadline.Token));
        Assert.Equal("TypedTasks.TaskResultException", e.Failure.Type);
        Assert.Contains("troubles.cycle", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_nobody_registered_fails_its_flow()
    {
        var handle = await host.Client.EnqueueAsync(new UnknownCall());
        var e = await Assert.ThrowsAsync<TaskFailedException>(async () => await handle.WaitAsync(Deadline.Token));
        Assert.Equal("TypedTasks.UnknownTask", e.Failure.Type);
        Assert.Contains("No task 'nobody.knows' is registered in this worker", e.Message, StringComparison.Ordinal);
        Assert.Contains("Add…Tasks()", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_flow_is_unknown_and_not_queued()
    {
        var handle = host.Client.GetHandle<int>("never-seen");
        Assert.Equal(FlowState.Unknown, (await handle.GetStatusAsync()).State);
        await Assert.ThrowsAsync<FlowUnknownException>(async () => await handle.WaitAsync(Deadline.Token));
    }

    [Fact]
    public async Task A_known_id_returns_the_first_flow()
    {
        var first = await host.Client.EnqueueAsync(Count(1).WithId("once"));
        await first.WaitAsync(Deadline.Token);
        var second = await host.Client.EnqueueAsync(Count(1).WithId("once"));
        Assert.Equal((false, true), (first.Existed, second.Existed));
        Assert.Equal(1, await second.WaitAsync(Deadline.Token));
        await Assert.ThrowsAsync<FlowConflictException>(() => host.Client.EnqueueAsync(Count(2).WithId("once")).AsTask());
        Assert.Equal([1], host.Get<RunLog>().Runs);
    }

    [Fact]
    public async Task The_context_names_flow_step_and_attempt()
    {
        var handle = await host.Client.EnqueueAsync(Nothing() >> Report());
        Assert.Equal($"{handle.FlowId} 1 0", await handle.WaitAsync(Deadline.Token));
    }

    [Fact]
    public async Task Progress_is_seen_while_the_step_runs()
    {
        var handle = await host.Client.EnqueueAsync(ReportAndWait());
        await host.Get<Gate>().Entered.WaitAsync(Deadline.Token);

        // It is written behind, so whoever wants to see it asks again, as a progress bar does.
        var limit = Deadline.Token;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        StepCount? running = null;
        while (running is null && await timer.WaitForNextTickAsync(limit))
            running = (await handle.GetStatusAsync(limit)).Steps.SingleOrDefault(static s => s.State == StepState.Running);
        Assert.Equal(new StepCount("troubles.report-and-wait", StepState.Running, 1, 0.25), running);

        host.Get<Gate>().Open();
        Assert.Equal(1, await handle.WaitAsync(Deadline.Token));
    }

    [Fact]
    public async Task Sending_refuses_what_needs_a_store()
    {
        var e = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await host.Client.SendAsync(Group.Of(Number(1)) | Total()));
        Assert.Contains("use EnqueueAsync", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sent_flow_runs_without_a_store()
    {
        await host.Client.SendAsync(Number(3) | Count());
        await host.Get<Testing.InMemoryTransport>().WhenIdleAsync(Deadline.Token);
        Assert.Equal([3], host.Get<RunLog>().Runs);
    }

    private sealed class UnknownCall() : TaskCall<int>("nobody.knows", null)
    {
        protected override void WriteArguments(ref ArgumentWriter to)
        {
        }
    }
}
