using Microsoft.Extensions.DependencyInjection;
using static TypedTasks.Testing.Tests.Said;
using static TypedTasks.Testing.Tests.Approvals.Tasks;
using static TypedTasks.Testing.Tests.Work.Tasks;
using Await = TypedTasks.Wait;

namespace TypedTasks.Testing.Tests;

public sealed class WaitTests
{
    private static readonly TimeSpan Days = TimeSpan.FromDays(3);

    [Fact]
    public async Task A_flow_whose_tasks_have_a_queue_of_their_own_needs_no_other_for_its_waits()
    {
        // The worker takes that queue alone: what went to another one would lie there for ever.
        await using var host = await Hosts.StartAsync(static b =>
        {
            b.Services.Configure<TypedTasksOptions>(static o => o.Route("*", "desk"));
            b.Services.Configure<WorkerOptions>(static o => o.Queues["desk"] = 8);
        });
        foreach (var flow in new Func<ISignature<string>>[]
        {
            static () => Write("a") | Await.For(Legal).Carrying<Draft>() | Publish(),
            static () => Await.For(Legal) | Tell(),
            static () => Write("a") >> Await.For(Legal) | Tell(),
            static () => (Write("a"), Await.For(Legal)) | Publish(),
            static () => (Await.For(Legal) >> Write("a"), Await.For(Management)) | Publish(),
            static () => (Write("a") | Await.For(Legal).Within(Days).OrElse(Verdict.Rejected).Carrying<Draft>() | Publish()).WithTimeout(TimeSpan.FromDays(10)),
        })
        {
            var handle = await host.Client.EnqueueAsync(flow());
            await host.RunUntilIdleAsync();
            await host.RaiseAsync(handle.FlowId, Legal, Verdict.Approved);
            await host.RaiseAsync(handle.FlowId, Management, Verdict.Approved);
            Assert.EndsWith("Approved", await host.RunAsync(handle), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_flow_goes_on_with_what_is_said_and_holds_nothing_until_then()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Write("a") >> Await.For(Legal) | Tell());
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(default, host.Transport.Count("typedtasks"));
        Assert.Equal(0, host.Store.UnsentCount);
        Assert.Equal(FlowState.Running, (await handle.GetStatusAsync()).State);
        var raised = await host.RaiseAsync(handle.FlowId, Legal, Verdict.Approved, cancellationToken: Hosts.Deadline);
        Assert.True(raised.IsRecorded);
        Assert.Equal(Verdict.Approved, raised.Value);
        Assert.Equal("Approved", await handle.WaitAsync(Hosts.Deadline));
    }

    [Fact]
    public async Task A_wait_may_stand_alone_or_first()
    {
        await using var host = await Hosts.StartAsync();
        var alone = await host.Client.EnqueueAsync(Await.For(Legal));
        var first = await host.Client.EnqueueAsync(Await.For(Legal) | Tell());
        await host.RaiseAsync(alone.FlowId, Legal, Verdict.Approved);
        await host.RaiseAsync(first.FlowId, Legal, Verdict.Rejected);
        Assert.Equal(Verdict.Approved, await alone.WaitAsync(Hosts.Deadline));
        Assert.Equal("Rejected", await first.WaitAsync(Hosts.Deadline));
    }

    [Fact]
    public async Task What_arrives_is_carried_past_the_wait()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Write("a") | Await.For(Legal).Within(Days).OrElse(Verdict.Rejected).Carrying<Draft>() | Publish());
        await host.RaiseAsync(handle.FlowId, Legal, Verdict.Approved);
        Assert.Equal("a: Approved", await handle.WaitAsync(Hosts.Deadline));
        var pair = await host.Client.EnqueueAsync(Write("b") | Await.For(Legal).Carrying<Draft>());
        await host.RaiseAsync(pair.FlowId, Legal, Verdict.Approved);
        Assert.Equal((new Draft("b", 1), Verdict.Approved), await pair.WaitAsync(Hosts.Deadline));
    }

    [Fact]
    public async Task An_event_before_its_wait_is_kept()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Write("a").WithDelay(TimeSpan.FromHours(1)) >> Await.For(Legal) | Tell());
        Assert.True((await host.RaiseAsync(handle.FlowId, Legal, Verdict.Approved)).IsRecorded);
        var second = await host.RaiseAsync(handle.FlowId, Legal, Verdict.Rejected);
        Assert.Equal((RaiseOutcome.AlreadyRaised, Verdict.Approved), (second.Outcome, second.Value));
        Assert.Equal("Approved", await host.RunAsync(handle, Hosts.Deadline));
    }

    [Fact]
    public async Task A_second_event_is_told_what_is_recorded_also_after_the_end()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Await.For(Legal) | Tell());
        await host.RaiseAsync(handle.FlowId, Legal, Verdict.Approved);
        var second = await host.RaiseAsync(handle.FlowId, Legal, Verdict.Rejected);
        Assert.Equal(new RaiseResult<Verdict>(handle.FlowId, "legal", RaiseOutcome.AlreadyRaised) { HasValue = true, Value = Verdict.Approved }, second);
        Assert.Contains("the first one stands", second.ToString(), StringComparison.Ordinal);
        Assert.Equal(RaiseOutcome.FlowEnded, (await host.RaiseAsync(handle.FlowId, Management, Verdict.Approved)).Outcome);
    }

    [Fact]
    public async Task A_time_out_yields_what_it_was_told_and_later_events_are_refused_with_that()
    {
        await using var host = await Hosts.StartAsync();
        var start = host.Time.GetUtcNow();
        var flow = Await.For(Legal).Within(Days).OrElse(Verdict.Rejected) | Tell() | Same().WithDelay(TimeSpan.FromHours(1));
        var handle = await host.Client.EnqueueAsync(flow);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        await host.AdvanceAsync(Days - TimeSpan.FromTicks(1));
        Assert.Empty(host.Steps);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        var late = await host.RaiseAsync(handle.FlowId, Legal, Verdict.Approved);
        Assert.Equal((RaiseOutcome.TimedOut, true, Verdict.Rejected), (late.Outcome, late.HasValue, late.Value));
        Assert.Equal("Rejected", await host.RunAsync(handle, Hosts.Deadline));
        Assert.InRange(host.Time.GetUtcNow() - start, Days + TimeSpan.FromHours(1), Days + TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task Without_another_value_a_time_out_fails_the_flow()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Await.For(Legal).Within(Days) | Tell());
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Hosts.Deadline));
        Assert.Equal("System.TimeoutException", failed.Failure.Type);
        Assert.Contains("'legal'", failed.Failure.Message, StringComparison.Ordinal);
        var late = await host.RaiseAsync(handle.FlowId, Legal, Verdict.Approved);
        Assert.Equal((RaiseOutcome.TimedOut, false), (late.Outcome, late.HasValue));
    }

    [Fact]
    public async Task A_time_out_after_the_event_changes_nothing()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Await.For(Legal).Within(Days).OrElse(Verdict.Rejected) | Tell() | Same().WithDelay(TimeSpan.FromDays(4)));
        await host.RaiseAsync(handle.FlowId, Legal, Verdict.Approved);
        Assert.Equal("Approved", await host.RunAsync(handle, Hosts.Deadline));
        Assert.Single(host.RunsOf(Tell()));
    }

    [Fact]
    public async Task Waits_stand_in_groups_tuples_and_first_of()
    {
        await using var host = await Hosts.StartAsync();
        var tuple = await host.Client.EnqueueAsync((Await.For(Legal), Await.For(Management)) | TellBoth());
        await host.RaiseAsync(tuple.FlowId, Management, Verdict.Rejected);
        await host.RaiseAsync(tuple.FlowId, Legal, Verdict.Approved);
        Assert.Equal("Approved Rejected", await tuple.WaitAsync(Hosts.Deadline));

        var group = await host.Client.EnqueueAsync(Group.Of(Await.For(Legal).WithKey("a"), Await.For(Legal).WithKey("b")) | TellAll());
        await host.RaiseAsync(group.FlowId, Legal, Verdict.Rejected, "b");
        await host.RaiseAsync(Legal, "a", Verdict.Approved);
        Assert.Equal("Approved Rejected", await group.WaitAsync(Hosts.Deadline));

        var either = await host.Client.EnqueueAsync(Group.FirstOf(Await.For(Legal), Await.For(Management)) | Tell());
        await host.RaiseAsync(either.FlowId, Management, Verdict.Approved);
        Assert.Equal("Approved", await either.WaitAsync(Hosts.Deadline));
    }

    [Fact]
    public async Task What_a_decided_alternative_waited_for_is_refused()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Group.FirstOf(Await.For(Legal), Await.For(Management)) | Tell() | Same().WithDelay(TimeSpan.FromHours(1)));
        await host.RaiseAsync(handle.FlowId, Management, Verdict.Approved);
        var other = await host.RaiseAsync(handle.FlowId, Legal, Verdict.Rejected);
        Assert.Equal(RaiseOutcome.NotAwaited, other.Outcome);
        Assert.Equal("Approved", await host.RunAsync(handle, Hosts.Deadline));
    }

    [Fact]
    public async Task Time_outs_are_settled_and_recovered()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal("System.TimeoutException", await host.RunAsync(Await.For(Legal).Within(Days).Settled() | TellOutcome(), Hosts.Deadline));
        Assert.Equal(Verdict.Rejected, await host.RunAsync(Await.For(Legal).Within(Days).Recover(Unpublished()), Hosts.Deadline));
        var outer = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync((Await.For(Legal) | Tell()).WithTimeout(Days), Hosts.Deadline));
        Assert.Equal("System.TimeoutException", outer.Failure.Type);
    }

    [Fact]
    public async Task Each_element_waits_under_its_own_key()
    {
        await using var host = await Hosts.StartAsync();
        string[] ids = ["x", "y", "z"];
        var handle = await host.Client.EnqueueAsync(Signature.Value(ids) | (Write() | KeyOf() | Await.Keyed(Legal).Within(Days).OrElse(Verdict.Rejected)).Each() | TellAll());
        await host.RaiseAsync(Legal, "z", Verdict.Approved);
        await host.RaiseAsync(handle.FlowId, Legal, Verdict.Approved, "x");
        Assert.Equal("Approved Rejected Approved", await host.RunAsync(handle, Hosts.Deadline));
    }

    [Fact]
    public async Task An_event_finds_its_flow_by_key_before_the_flow_waits()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal(RaiseOutcome.KeyUnknown, (await host.RaiseAsync(Legal, "order-17", Verdict.Approved)).Outcome);
        var handle = await host.Client.EnqueueAsync(Write("a").WithDelay(TimeSpan.FromHours(1)) >> Await.For(Legal).WithKey("order-17") | Tell());
        var raised = await host.RaiseAsync(Legal, "order-17", Verdict.Approved);
        Assert.Equal((RaiseOutcome.Recorded, handle.FlowId), (raised.Outcome, raised.FlowId));
        Assert.Equal("Approved", await host.RunAsync(handle, Hosts.Deadline));
        Assert.Equal(RaiseOutcome.AlreadyRaised, (await host.RaiseAsync(Legal, "order-17", Verdict.Rejected)).Outcome);
    }

    [Fact]
    public async Task Of_several_flows_under_a_key_none_gets_the_event_until_one_is_left()
    {
        await using var host = await Hosts.StartAsync();
        var one = await host.Client.EnqueueAsync(Await.For(Legal).WithKey("order-17"));
        var two = await host.Client.EnqueueAsync(Await.For(Legal).WithKey("order-17"));
        Assert.Equal((RaiseOutcome.KeyAmbiguous, null), Told(await host.RaiseAsync(Legal, "order-17", Verdict.Approved)));
        await one.CancelAsync();
        Assert.Equal((RaiseOutcome.Recorded, two.FlowId), Told(await host.RaiseAsync(Legal, "order-17", Verdict.Approved)));
        Assert.Equal(Verdict.Approved, await two.WaitAsync(Hosts.Deadline));

        static (RaiseOutcome Outcome, string? FlowId) Told(RaiseResult<Verdict> raised) => (raised.Outcome, raised.FlowId);
    }

    [Fact]
    public async Task A_cancelled_flow_takes_no_event_and_one_that_is_not_known_is_said_to_be_so()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Await.For(Legal).Within(Days) | Tell());
        await host.RunUntilIdleAsync(Hosts.Deadline);
        await handle.CancelAsync();
        var refused = await host.RaiseAsync(handle.FlowId, Legal, Verdict.Approved);
        Assert.Equal(RaiseOutcome.FlowEnded, refused.Outcome);
        await host.AdvanceAsync(2 * Days);
        Assert.Equal(FlowState.Cancelled, (await handle.GetStatusAsync()).State);
        Assert.Empty(host.Steps);
        Assert.Equal(RaiseOutcome.FlowUnknown, (await host.RaiseAsync("never", Legal, Verdict.Approved)).Outcome);
    }

    [Fact]
    public async Task What_was_done_is_undone_when_a_wait_fails()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Reserve().CompensateWith(Release()) >> Await.For(Legal).Within(Days) | Tell());
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Hosts.Deadline));
        Assert.Single(host.RunsOf(Release()));

        var cancelled = await host.Client.EnqueueAsync(Reserve().CompensateWith(Release()) >> Await.For(Legal) | Tell());
        await host.RunUntilIdleAsync(Hosts.Deadline);
        await cancelled.CancelAsync();
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(2, host.RunsOf(Release()).Count);
        Assert.Equal(FlowState.Cancelled, (await cancelled.GetStatusAsync()).State);
    }

    [Fact]
    public async Task A_retry_waits_anew_for_what_was_open_and_keeps_what_was_said()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(7);
        var handle = await host.Client.EnqueueAsync(((Await.For(Legal), Await.For(Management)) | TellBoth(), Number(7).WithDelay(TimeSpan.FromHours(1)) | Risky()).Join());
        await host.RaiseAsync(handle.FlowId, Management, Verdict.Approved);
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(FlowState.Failed, (await handle.GetStatusAsync()).State);
        Assert.Equal(RaiseOutcome.FlowEnded, (await host.RaiseAsync(handle.FlowId, Legal, Verdict.Approved)).Outcome);
        Assert.True((await host.Client.RetryAsync(handle.FlowId)).IsRetried);
        Assert.Equal(RaiseOutcome.AlreadyRaised, (await host.RaiseAsync(handle.FlowId, Management, Verdict.Rejected)).Outcome);
        Assert.Equal(RaiseOutcome.Recorded, (await host.RaiseAsync(handle.FlowId, Legal, Verdict.Rejected)).Outcome);
        Assert.Equal(("Rejected Approved", 7), await host.RunAsync(handle, Hosts.Deadline));
    }

    [Fact]
    public async Task A_retry_waits_anew_where_a_time_out_has_failed_the_flow()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Write("a") | Await.For(Legal).Within(Days).Carrying<Draft>() | Publish());
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Hosts.Deadline));
        Assert.True((await host.Client.RetryAsync(handle.FlowId)).IsRetried);
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Hosts.Deadline));
        Assert.True((await host.Client.RetryAsync(handle.FlowId)).IsRetried);
        Assert.Equal(RaiseOutcome.Recorded, (await host.RaiseAsync(handle.FlowId, Legal, Verdict.Approved)).Outcome);
        Assert.Equal("a: Approved", await handle.WaitAsync(Hosts.Deadline));
        Assert.Single(host.RunsOf(Write("a")));
    }

    [Fact]
    public async Task A_returned_signature_may_wait()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Ask() | Tell());
        await host.RaiseAsync(handle.FlowId, Legal, Verdict.Approved);
        Assert.Equal("Approved", await handle.WaitAsync(Hosts.Deadline));
        var wrong = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(AskTwice(), Hosts.Deadline));
        Assert.Contains("Two waits of the flow are for event 'legal'", wrong.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_waits_that_only_a_run_can_tell_are_refused_then()
    {
        await using var host = await Hosts.StartAsync();
        var twice = (Ask(), Ask()) | TellBoth();
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(twice, Hosts.Deadline));
        Assert.Equal("TypedTasks.DuplicateWait", failed.Failure.Type);
        string[] same = ["k", "k"];
        failed = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(Signature.Value(same) | Await.Keyed(Legal).Each(), Hosts.Deadline));
        Assert.Equal("TypedTasks.DuplicateWait", failed.Failure.Type);
        failed = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(Signature.Value("") | Await.Keyed(Legal), Hosts.Deadline));
        Assert.Equal("TypedTasks.TaskArgumentException", failed.Failure.Type);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_cannot_be_kept_is_refused_when_it_is_enqueued(string text, Func<ISignature<string>> flow)
    {
        await using var host = await Hosts.StartAsync();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.Client.EnqueueAsync(flow()));
        Assert.Contains(text, refused.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Func<ISignature<string>>> Refused => new()
    {
        { "Two waits of the flow are for event 'legal', ", static () => (Await.For(Legal), Await.For(Legal)) | TellBoth() },
        { "with key 'k'", static () => (Await.For(Legal).WithKey("k"), Await.For(Legal).WithKey("k")) | TellBoth() },
        { "stands in Each()", static () => Signature.Value(new[] { "a" }) | (Write() >> Await.For(Legal)).Each() | TellAll() },
        { "OnError, OnSuccess or CompensateWith", static () => Same("a").OnSuccess(Await.For(Legal)) },
        { "OnError, OnSuccess or CompensateWith", static () => Same("a").CompensateWith(Await.For(Legal)) },
        { "a flow fails after", static () => Await.For(Legal).Within(TimeSpan.FromDays(8)) | Tell() },
        { "call Within before OrElse", static () => Await.For(Legal).OrElse(Verdict.Rejected) | Tell() },
    };

    [Fact]
    public async Task A_flow_that_is_sent_cannot_wait_and_bad_keys_are_refused()
    {
        await using var host = await Hosts.StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.Client.SendAsync(Await.For(Legal)));
        Assert.Throws<ArgumentException>(() => Await.For(Legal).WithKey(" "));
        Assert.Throws<ArgumentException>(() => Await.For(Legal).WithKey(new string('k', 129)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Await.For(Legal).Within(TimeSpan.Zero));
        await Assert.ThrowsAsync<ArgumentException>(async () => await host.Client.RaiseAsync("a b", Legal, Verdict.Approved));
        await Assert.ThrowsAsync<ArgumentException>(async () => await host.Client.RaiseAsync(Legal, "", Verdict.Approved));
    }

    [Fact]
    public void A_wait_is_printed_and_drawn_without_its_key()
    {
        var flow = Write("a") >> Await.For(Legal).WithKey("secret").Within(Days).OrElse(Verdict.Approved) | Tell();
        Assert.Contains("wait(legal)", flow.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", flow.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", flow.ToMermaid(), StringComparison.Ordinal);
        Assert.Contains("([\"wait for legal\"])", flow.ToMermaid(), StringComparison.Ordinal);
        Assert.StartsWith("legal : ", Legal.ToString(), StringComparison.Ordinal);
        Assert.Same(Legal, Legal);
    }
}
