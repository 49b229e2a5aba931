using Microsoft.Extensions.DependencyInjection;
using static TypedTasks.Testing.Tests.Work.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>Steps with one ordering key run one at a time, in the order in which they were enqueued, whatever happens to them.</summary>
public sealed class OrderingTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Steps_with_one_key_run_one_after_the_other_and_others_beside_them()
    {
        await using var host = await OrderedAsync();
        foreach (var (id, key) in new[] { ("a1", "a"), ("a2", "a"), ("b1", "b"), ("a3", "a"), ("b2", "b") })
            await host.Client.EnqueueAsync(Wait(1, Minute).WithOrderingKey(key).WithId(id));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["a1", "b1"], host.Steps.Select(static s => s.FlowId));
        await host.AdvanceAsync(Minute, Hosts.Deadline);
        Assert.Equal(["a1", "b1", "a2", "b2"], host.Steps.Select(static s => s.FlowId));
        await host.AdvanceAsync(Minute, Hosts.Deadline);
        Assert.Equal(["a1", "b1", "a2", "b2", "a3"], host.Steps.Select(static s => s.FlowId));
    }

    [Fact]
    public async Task A_step_that_is_retried_is_not_overtaken()
    {
        await using var host = await OrderedAsync();
        await host.Client.EnqueueAsync(Flaky(1, failures: 3).WithOrderingKey("a").WithId("flaky"));
        await host.Client.EnqueueAsync(Later(1, Minute).WithOrderingKey("a").WithId("later"));
        await host.Client.EnqueueAsync(Number(1).WithOrderingKey("a").WithId("last"));
        await host.Client.EnqueueAsync(Number(1).WithOrderingKey("b").WithId("beside"));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["flaky 0", "beside 0"], Runs(host));
        await host.AdvanceAsync(TimeSpan.FromHours(1), Hosts.Deadline);
        Assert.Equal(["flaky 0", "beside 0", "flaky 1", "flaky 2", "flaky 3", "later 0", "later 1", "last 0"], Runs(host));
        Assert.Equal(FlowState.Succeeded, (await host.Client.GetStatusAsync("flaky")).State);
    }

    [Fact]
    public async Task The_pause_before_the_next_attempt_is_kept()
    {
        await using var host = await OrderedAsync();
        var start = host.Time.GetUtcNow();
        Assert.Equal(7, await host.RunAsync(Later(7, Minute).WithOrderingKey("a"), Hosts.Deadline));
        Assert.Equal(Minute, host.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task What_has_failed_for_good_lets_the_line_go_on()
    {
        await using var host = await OrderedAsync();
        host.Faults().Fail(1, times: 10);
        await host.Client.EnqueueAsync(Risky(1).WithRetry(2).WithOrderingKey("a").WithId("bad"));
        await host.Client.EnqueueAsync(Risky(2).WithOrderingKey("a").WithId("good"));
        await host.AdvanceAsync(TimeSpan.FromHours(1), Hosts.Deadline);
        Assert.Equal(["bad 0", "bad 1", "bad 2", "good 0"], Runs(host));
        Assert.Equal(FlowState.Failed, (await host.Client.GetStatusAsync("bad")).State);
        Assert.Equal(FlowState.Succeeded, (await host.Client.GetStatusAsync("good")).State);
    }

    [Fact]
    public async Task A_message_on_which_workers_lose_their_lock_every_time_is_dead_lettered_and_the_line_goes_on()
    {
        await using var host = await OrderedAsync();
        await host.Client.EnqueueAsync(WaitOrStop(1, Minute).WithOrderingKey("a").WithId("poison"));
        await host.Client.EnqueueAsync(Number(2).WithOrderingKey("a").WithId("next"));
        for (var i = 0; i < 5; i++)
        {
            await host.RunUntilIdleAsync(Hosts.Deadline);
            host.Transport.ExpireLocks();
        }

        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["poison 0", "poison 0", "poison 0", "poison 0", "poison 0", "next 0"], Runs(host));
        Assert.Equal("TypedTasks.TooManyDeliveries", (await host.Client.GetStatusAsync("poison")).Failure!.Type);
        Assert.Equal(FlowState.Succeeded, (await host.Client.GetStatusAsync("next")).State);
    }

    [Fact]
    public async Task A_lost_lock_between_two_attempts_lets_nobody_overtake()
    {
        await using var host = await OrderedAsync();
        await host.Client.EnqueueAsync(Later(1, Minute).WithOrderingKey("a").WithId("first"));
        await host.Client.EnqueueAsync(Number(2).WithOrderingKey("a").WithId("second"));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        host.Transport.ExpireLocks();
        await host.AdvanceAsync(TimeSpan.FromHours(1), Hosts.Deadline);

        // Attempts under a lost delivery are counted anew.
        Assert.Equal(["first 0", "first 0", "first 1", "second 0"], Runs(host));
    }

    [Fact]
    public async Task A_flow_that_is_cancelled_while_it_waits_for_its_next_attempt_lets_the_line_go_on_at_once()
    {
        await using var host = await OrderedAsync();
        await host.Client.EnqueueAsync(Later(1, TimeSpan.FromHours(1)).WithOrderingKey("a").WithId("first"));
        await host.Client.EnqueueAsync(Number(2).WithOrderingKey("a").WithId("second"));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        await host.Client.CancelAsync("first");
        await host.AdvanceAsync(Minute, Hosts.Deadline);
        Assert.Equal(["first 0", "second 0"], Runs(host));
        Assert.Equal(FlowState.Cancelled, (await host.Client.GetStatusAsync("first")).State);
    }

    [Fact]
    public async Task A_key_on_a_composition_is_that_of_its_steps_each_with_a_place_of_its_own()
    {
        await using var host = await OrderedAsync();
        await host.Client.EnqueueAsync((Number(1) | Double()).WithOrderingKey("a").WithId("chain"));
        await host.Client.EnqueueAsync((Group.Of(Number(1), Number(2)) | Total()).WithOrderingKey("a").WithId("chord"));
        await host.Client.EnqueueAsync((Range(2) | Risky().Each() | Total()).WithOrderingKey("a").WithId("each"));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(
            [
                "chain work.number", "each work.range", "chain work.double", "chord work.number", "chord work.number",
                "each work.risky", "each work.risky", "chord work.total", "each work.total",
            ],
            host.Steps.Select(static s => $"{s.FlowId} {s.Task}"));
    }

    [Fact]
    public async Task Every_form_runs_with_an_ordering_key()
    {
        await using var host = await OrderedAsync();
        var flow = (Range(200) | Risky().Each() | Total() | Flaky(failures: 2)).WithOrderingKey("a");
        Assert.Equal(199 * 100, await host.RunAsync(flow, Hosts.Deadline));
        var mixed = Group.Of(Number(1).WithOrderingKey("a"), Number(2).WithOrderingKey("b"), Number(3)) | Total();
        Assert.Equal(6, await host.RunAsync(mixed, Hosts.Deadline));
        Assert.Equal(7, await host.RunAsync(Lined(7, "number"), Hosts.Deadline));
    }

    [Fact]
    public async Task The_time_out_of_a_composition_does_not_wait_in_its_line()
    {
        await using var host = await OrderedAsync();
        await host.Client.EnqueueAsync((WaitOrStop(1, TimeSpan.FromHours(1)) | Double()).WithTimeout(Minute).WithOrderingKey("a").WithId("slow"));
        await host.Client.EnqueueAsync(Number(2).WithOrderingKey("a").WithId("next"));
        await host.AdvanceAsync(2 * Minute, Hosts.Deadline);
        Assert.Equal("System.TimeoutException", (await host.Client.GetStatusAsync("slow")).Failure!.Type);
        Assert.Equal(FlowState.Succeeded, (await host.Client.GetStatusAsync("next")).State);
    }

    [Fact]
    public async Task Compensations_start_once_no_attempt_of_an_ordered_step_runs()
    {
        await using var host = await OrderedAsync();
        var flow = (Number(1).CompensateWith(Number(9)) | Flaky(failures: 4)).WithOrderingKey("a");
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(flow, Hosts.Deadline));
        Assert.Equal(["work.number", "work.flaky", "work.flaky", "work.flaky", "work.flaky", "work.number"], host.Steps.Select(static s => s.Task));
    }

    [Fact]
    public async Task A_retry_of_a_failed_flow_stands_at_the_end_of_the_line()
    {
        await using var host = await OrderedAsync();
        host.Faults().Fail(1);
        await host.Client.EnqueueAsync(Risky(1).WithOrderingKey("a").WithId("first"));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        await host.Client.EnqueueAsync(Number(2).WithOrderingKey("a").WithId("second"));
        await host.Client.RetryAsync("first");
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["first 0", "second 0", "first 0"], Runs(host));
        Assert.Equal(FlowState.Succeeded, (await host.Client.GetStatusAsync("first")).State);
    }

    [Fact]
    public async Task Without_the_option_a_key_is_refused_in_words()
    {
        await using var host = await Hosts.StartAsync();
        var e = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await host.Client.EnqueueAsync(Number(1) | Double().WithOrderingKey("a")));
        Assert.Equal(
            "The signature has an ordering key, but ordering keys are off, and no worker would take its steps: set "
            + "TypedTasksOptions.OrderingKeys here and in every worker, AddTypedTasks(o => o.OrderingKeys = true).",
            e.Message);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.Client.SendAsync(Number(1).WithOrderingKey("a")));
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(Lined(1, "number"), Hosts.Deadline));
        Assert.Contains("The signature that task 'work.lined' returned has an ordering key", failed.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_let_others_overtake_is_refused_in_words()
    {
        await using var host = await Hosts.StartAsync(static b => b.Services.Configure<TypedTasksOptions>(static o => (o.OrderingKeys, o.Priorities) = (true, true)));
        var step = Number(1).WithOrderingKey("a");
        foreach (var (signature, text) in new (ISignature<int>, string)[]
        {
            (step.WithDelay(Minute), "The call of task 'work.number' has an ordering key and a delay."),
            (step.At(DateTimeOffset.UnixEpoch), "The call of task 'work.number' has an ordering key and a delay."),
            ((step | Double()).WithDelay(Minute), "The call of task 'work.number' has an ordering key and a delay."),
            (step.WithPriority(TaskPriority.High), "The call of task 'work.number' has an ordering key and a priority."),
            ((Number(1).WithPriority(TaskPriority.Low) | Double()).WithOrderingKey("a"), "The call of task 'work.number' has an ordering key and a priority."),
            (step.WithConcurrencyLimit("k"), "The call of task 'work.number' has an ordering key and a concurrency limit."),
            (Scarce(1).WithOrderingKey("a"), "The call of task 'work.scarce' has an ordering key, and the task has a rate or concurrency limit."),
        })
        {
            var e = await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.Client.EnqueueAsync(signature));
            Assert.StartsWith(text, e.Message, StringComparison.Ordinal);
        }

        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(Lined(1, "scarce"), Hosts.Deadline));
        Assert.Contains("task 'work.scarce' has an ordering key, and the task has a rate or concurrency limit", failed.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_has_1_to_128_characters()
    {
        await using var host = await OrderedAsync();
        Assert.ThrowsAny<ArgumentException>(static () => Number(1).WithOrderingKey(""));
        var e = Assert.Throws<ArgumentException>(static () => Number(1).WithOrderingKey(new string('x', 129)));
        Assert.StartsWith("The ordering key has 129 characters; at most 128 are allowed.", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, await host.RunAsync(Number(1).WithOrderingKey(new string('x', 128)), Hosts.Deadline));
    }

    [Fact]
    public async Task What_is_sent_without_a_handle_stands_in_line_too()
    {
        await using var host = await OrderedAsync();
        for (var i = 1; i <= 3; i++)
            await host.Client.SendAsync(Wait(i, Minute).WithOrderingKey("a").WithId($"f{i}"));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["f1 0"], Runs(host));
        await host.AdvanceAsync(3 * Minute, Hosts.Deadline);
        Assert.Equal(["f1 0", "f2 0", "f3 0"], Runs(host));
    }

    private static IEnumerable<string> Runs(TaskTestHost host) => host.Steps.Select(static s => $"{s.FlowId} {s.Attempt}");

    private static Task<TaskTestHost> OrderedAsync() =>
        Hosts.StartAsync(static b => b.Services.Configure<TypedTasksOptions>(static o => o.OrderingKeys = true));
}
