using TypedTasks.Storage;
using static TypedTasks.Testing.Tests.Work.Tasks;

namespace TypedTasks.Testing.Tests;

public sealed class TaskTestHostTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Runs_a_flow_to_its_result()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal(12, await host.RunAsync(Group.Of(Number(1), Number(2), Number(3)) | Total() | Double(), Hosts.Deadline));
        Assert.Equal([0, 1, 2, 3, 4, 5], (await host.RunAsync(Range(6) | Number().Each(), Hosts.Deadline)));
    }

    [Fact]
    public async Task Nothing_runs_before_it_is_told_to()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Number(1) | Double());
        Assert.Empty(host.Steps);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["work.number", "work.double"], host.Steps.Select(static s => s.Task));
        Assert.Equal(2, await handle.WaitAsync(Hosts.Deadline));
    }

    [Fact]
    public async Task A_delayed_step_runs_when_its_time_has_come_and_not_before()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Number(1) | Double().WithDelay(Hour));
        await host.AdvanceAsync(Hour - TimeSpan.FromTicks(1), Hosts.Deadline);
        Assert.Empty(host.RunsOf(Double()));
        Assert.Equal(FlowState.Running, (await handle.GetStatusAsync()).State);
        await host.AdvanceAsync(TimeSpan.FromTicks(1), Hosts.Deadline);
        Assert.Single(host.RunsOf(Double()));
        Assert.Equal(FlowState.Succeeded, (await handle.GetStatusAsync()).State);
    }

    [Fact]
    public async Task Retries_take_no_time()
    {
        await using var host = await Hosts.StartAsync();
        var start = host.Time.GetUtcNow();
        var slow = Flaky(7, 3).WithRetry(static p => p with { Delay = Hour, MaxDelay = 10 * Hour });
        Assert.Equal(7, await host.RunAsync(slow, Hosts.Deadline));
        Assert.Equal([0, 1, 2, 3], host.Steps.Select(static s => s.Attempt));
        Assert.InRange(host.Time.GetUtcNow() - start, TimeSpan.FromMinutes(1), 7 * Hour);
    }

    [Fact]
    public async Task Steps_that_wait_for_the_clock_wait_side_by_side()
    {
        await using var host = await Hosts.StartAsync();
        var start = host.Time.GetUtcNow();
        Assert.Equal(60, await host.RunAsync(Group.Of(Enumerable.Range(1, 10).Select(static i => Wait(i, Hour))) | Add3(), Hosts.Deadline));
        Assert.Equal(Hour, host.Time.GetUtcNow() - start);

        static ISignature<IReadOnlyList<int>, int> Add3() => Total() | Add(right: 5);
    }

    [Fact]
    public async Task A_step_may_read_a_file_and_is_waited_for()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("number.txt", "four");
        await using var host = await Hosts.StartAsync();
        Assert.Equal(4, await host.RunAsync(Read(path).WithTimeout(Hour) | Length(), Hosts.Deadline));
    }

    [Fact]
    public async Task A_time_out_comes_with_the_clock()
    {
        await using var host = await Hosts.StartAsync();
        var slow = WaitOrStop(1, 2 * Hour).WithTimeout(Hour).WithRetry(0);
        var e = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(slow, Hosts.Deadline));
        Assert.Equal("System.TimeoutException", e.Failure.Type);
    }

    [Fact]
    public async Task Cancelling_reaches_a_step_that_waits()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(WaitOrStop(1, Hour) | Double());
        await host.RunUntilIdleAsync(Hosts.Deadline);
        await handle.CancelAsync();
        await host.AdvanceAsync(2 * Hour, Hosts.Deadline);
        Assert.Single(host.Steps);
        Assert.Equal(FlowState.Cancelled, (await handle.GetStatusAsync()).State);
        Assert.Equal(StepState.Cancelled, (await host.Client.GetAsync(handle.FlowId)).Steps[0].State);
    }

    [Fact]
    public async Task Fakes_replace_the_method_and_nothing_else()
    {
        await using var host = await Hosts.StartAsync();
        host.Fake(Number(0), 10);
        host.Fake(Double(), static (int value) => value + 1);
        Assert.Equal(11, await host.RunAsync(Number(1) | Double(), Hosts.Deadline));
        Assert.Equal(6, await host.RunAsync(Double(5), Hosts.Deadline));

        host.Fake(Add(), static (left, right) => left * right);
        Assert.Equal(60, await host.RunAsync((Number(1), Double(5)) | Add(), Hosts.Deadline));
        Assert.Equal(70, await host.RunAsync(Number(1) | Add(right: 7), Hosts.Deadline));
        Assert.Equal(12, await host.RunAsync(Add(3, 4), Hosts.Deadline));

        host.Fake(Number(0), static call => call.Argument<int>(0, "value") * 100);
        Assert.Equal(300, await host.RunAsync(Number(3), Hosts.Deadline));
    }

    [Fact]
    public async Task A_fake_that_throws_is_retried_like_the_task()
    {
        await using var host = await Hosts.StartAsync();
        host.Fake(Flaky(0, 0), static _ => throw new FormatException("never"));
        var e = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(Flaky(1, 0), Hosts.Deadline));
        Assert.Equal("System.FormatException", e.Failure.Type);
        Assert.Equal(4, host.Steps.Count);
    }

    [Fact]
    public async Task A_fake_needs_one_task_that_the_host_has()
    {
        await using var host = await Hosts.StartAsync();
        var composed = Assert.Throws<ArgumentException>(() => host.Fake(Number(1) | Double(), 1));
        Assert.Contains("is no single task", composed.Message, StringComparison.Ordinal);
        var unknown = Assert.Throws<ArgumentException>(() => host.Fake("nobody.knows", static _ => default));
        Assert.Contains("has no task 'nobody.knows'", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_enqueued_is_seen_as_typed_signatures_and_what_ran_with_its_arguments()
    {
        await using var host = await Hosts.StartAsync();
        await host.Client.EnqueueAsync(Number(5).Named("five"));
        await host.Client.SendAsync(Number(6) | Add(right: 2));
        await host.RunUntilIdleAsync(Hosts.Deadline);

        Assert.Equal(5, Assert.IsType<Work.NumberSignature>(host.Flows[0].Signature).Value);
        Assert.Equal("work.number | work.add : int", host.Flows[1].Text);
        Assert.Equal(["""{"value":5}""", """{"value":6}"""], host.RunsOf(Number(0)).Select(static s => s.Arguments));
        var add = Assert.Single(host.RunsOf(Add()));
        Assert.Equal(new StepRun(host.Flows[1].FlowId, "1", "work.add", 0, """{"right":2}""", "6"), add);
    }

    [Fact]
    public async Task A_lost_settlement_brings_the_message_again_after_its_lock()
    {
        await using var host = await Hosts.StartAsync();
        host.Transport.Faults.Inject(TransportFault.SettlementLost, static m => m.Subject == "work.number");
        Assert.Equal(2, await host.RunAsync(Number(1) | Double(), Hosts.Deadline));
        Assert.Equal(["work.number", "work.number", "work.double"], host.Steps.Select(static s => s.Task));
    }

    [Fact]
    public async Task What_a_failed_send_left_unsent_goes_out_when_the_broker_is_back()
    {
        await using var host = await Hosts.StartAsync();
        host.Transport.Faults.Inject(TransportFault.SendRefused, times: 30);
        var handle = await host.Client.EnqueueAsync(Number(1));
        await host.AdvanceAsync(TimeSpan.FromSeconds(20), Hosts.Deadline);
        Assert.Empty(host.Steps);
        await host.AdvanceAsync(TimeSpan.FromSeconds(15), Hosts.Deadline);
        Assert.Equal(1, await handle.WaitAsync(Hosts.Deadline));
    }

    [Fact]
    public async Task A_store_that_fails_after_its_commit_changes_nothing()
    {
        await using var host = await Hosts.StartAsync();
        host.Store.Faults.Inject(StoreFault.FailsAfterCommit, static o => o is RecordMember, times: 3);
        Assert.Equal(3, await host.RunAsync(Group.Of(Number(1), Number(2)) | Total(), Hosts.Deadline));
        Assert.Single(host.RunsOf(Total()));
    }

    [Fact]
    public async Task A_store_that_fails_before_its_commit_is_asked_again_and_no_step_runs_again()
    {
        await using var host = await Hosts.StartAsync();
        host.Store.Faults.Inject(StoreFault.FailsBeforeCommit, static o => o is RecordMember, times: 3);
        Assert.Equal(3, await host.RunAsync(Group.Of(Number(1), Number(2)) | Total(), Hosts.Deadline));
        Assert.Equal(2, host.RunsOf(Number(0)).Count);
    }

    [Fact]
    public async Task The_same_test_gives_the_same_runs()
    {
        Assert.Equal(await RunAsync(), await RunAsync());

        static async Task<List<string>> RunAsync()
        {
            await using var host = await Hosts.StartAsync();
            var flow = Group.Of(Range(20) | (Number() | Double()).Each() | Total(), Flaky(3, 2), Wait(1, TimeSpan.FromMinutes(1))) | Total();
            await host.RunAsync(flow.WithId("same"), Hosts.Deadline);
            return [.. host.Steps.Select(static s => s.ToString()), $"{host.Time.GetUtcNow():O}"];
        }
    }

    [Fact]
    public async Task A_flow_that_nothing_brings_on_ends_at_its_deadline()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Number(1).WithDelay(TimeSpan.FromDays(6)) | Double().WithDelay(TimeSpan.FromDays(6)));
        var e = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Hosts.Deadline));
        Assert.Equal("TypedTasks.DeadlineExceeded", e.Failure.Type);
        await host.AdvanceAsync(TimeSpan.FromDays(8), Hosts.Deadline);
        Assert.Single(host.Steps);
    }
}
