using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Hosting.Upkeep;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Transport;
using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>Dead letters that an operator sends again.</summary>
public sealed class ReplayTests
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public async Task A_letter_of_a_flow_without_a_store_goes_on_from_its_step()
    {
        await using var host = await FailingAsync(1);
        await host.Client.SendAsync(Same(new() { Number = 5 }, "a") | Plus(label: "b"), Deadline);
        await host.RunUntilIdleAsync(Deadline);
        Assert.Equal(1, Letters(host));

        AssertReplayed(1, await host.Client.ReplayDeadLettersAsync(QueueNames.Default, cancellationToken: Deadline));
        await host.RunUntilIdleAsync(Deadline);
        Assert.Equal(default, host.Transport.Count(QueueNames.Default));
        Assert.Equal(2, host.RunsOf(Plus()).Count);
        Assert.Single(host.RunsOf(Same()));
        AssertReplayed(0, await host.Client.ReplayDeadLettersAsync(QueueNames.Default, cancellationToken: Deadline));
    }

    [Fact]
    public async Task A_letter_that_fails_again_can_be_replayed_again()
    {
        await using var host = await FailingAsync(3);
        await host.Client.SendAsync(Plus(new() { Number = 5 }, "a"), Deadline);
        await host.RunUntilIdleAsync(Deadline);
        for (var i = 0; i < 3; i++)
        {
            AssertReplayed(1, await host.Client.ReplayDeadLettersAsync(QueueNames.Default, cancellationToken: Deadline));
            await host.RunUntilIdleAsync(Deadline);
        }

        Assert.Equal(4, host.RunsOf(Plus()).Count);
        Assert.Equal(0, Letters(host));
    }

    [Fact]
    public async Task The_letter_of_a_flow_of_the_store_runs_again_with_its_retry()
    {
        await using var host = await FailingAsync(1);
        var handle = await host.Client.EnqueueAsync(
            Group.Of(Plus(new() { Number = 1 }, "a"), Plus(new() { Number = 2 }, "b")) | Sum(label: "c"), Deadline);
        await host.AdvanceAsync(TimeSpan.FromMinutes(5), Deadline);
        Assert.Equal(FlowState.Failed, (await handle.GetStatusAsync(Deadline)).State);
        Assert.Equal(1, Letters(host));

        AssertReplayed(1, await host.Client.ReplayDeadLettersAsync(QueueNames.Default, handle.FlowId, Deadline));
        Assert.Equal(0, Letters(host));
        Assert.Equal(5, (await host.RunAsync(handle, Deadline)).Number);
    }

    [Fact]
    public async Task A_letter_that_no_worker_has_seen_is_part_of_the_retry()
    {
        await using var host = await FailingAsync(0);
        var handle = await host.Client.EnqueueAsync(Plus(new() { Number = 1 }, "a"), Deadline);
        await BuryAsync(host);
        var failure = new RecordedOutcome(FlowValue.None, """{"type":"T","message":"Failed elsewhere.","task":"","step":"","attempt":0,"inner":[]}"""u8.ToArray());
        await host.Store.ExecuteAsync(
            [new FinishFlow(new(handle.FlowId, 0), FlowState.Failed, failure)], Deadline);

        AssertReplayed(1, await host.Client.ReplayDeadLettersAsync(QueueNames.Default, cancellationToken: Deadline));
        Assert.Equal(2, (await host.RunAsync(handle, Deadline)).Number);
    }

    [Fact]
    public async Task A_letter_of_a_flow_that_runs_stays_until_a_worker_has_seen_it()
    {
        await using var host = await FailingAsync(0);

        // From here on the host knows the queue, and looks at its dead letters.
        await host.RunAsync(Give(1, "first"), Deadline);
        var handle = await host.Client.EnqueueAsync(Plus(new() { Number = 1 }, "a"), Deadline);
        await BuryAsync(host);
        AssertSkipped(ReplaySkip.FlowRunning, await host.Client.ReplayDeadLettersAsync(QueueNames.Default, cancellationToken: Deadline));
        Assert.Equal(1, Letters(host));

        await host.AdvanceAsync(TimeSpan.FromMinutes(5), Deadline);
        Assert.Equal(FlowState.Failed, (await handle.GetStatusAsync(Deadline)).State);
        AssertReplayed(1, await host.Client.ReplayDeadLettersAsync(QueueNames.Default, cancellationToken: Deadline));
        Assert.Equal(2, (await host.RunAsync(handle, Deadline)).Number);
    }

    [Fact]
    public async Task Letters_of_flows_that_have_ended_or_were_retried_are_removed_and_not_sent()
    {
        await using var host = await FailingAsync(2);
        var rescued = await host.Client.EnqueueAsync(
            Plus(new() { Number = 1 }, "a").Recover(Rescue(number: 7, label: "r")), Deadline);
        Assert.Equal(7, (await host.RunAsync(rescued, Deadline)).Number);
        AssertSkipped(ReplaySkip.FlowEnded, await host.Client.ReplayDeadLettersAsync(QueueNames.Default, cancellationToken: Deadline));

        var retried = await host.Client.EnqueueAsync(Plus(new() { Number = 1 }, "a"), Deadline);
        await host.RunUntilIdleAsync(Deadline);
        await host.Client.RetryAsync(retried.FlowId, Deadline);
        AssertSkipped(ReplaySkip.FlowRetried, await host.Client.ReplayDeadLettersAsync(QueueNames.Default, cancellationToken: Deadline));
        Assert.Equal(2, (await host.RunAsync(retried, Deadline)).Number);
        Assert.Equal(default, host.Transport.Count(QueueNames.Default));
        Assert.Equal(3, host.RunsOf(Plus()).Count);
    }

    [Fact]
    public async Task The_letter_of_a_flow_that_was_undone_is_removed_and_says_so()
    {
        await using var host = await FailingAsync(1);
        var flow = await host.Client.EnqueueAsync(Give(1, "a").CompensateWith(Give(2, "undo")) | Plus(label: "b"), Deadline);
        await host.RunUntilIdleAsync(Deadline);
        Assert.Equal(FlowState.Failed, (await flow.GetStatusAsync(Deadline)).State);
        AssertSkipped(ReplaySkip.FlowUndone, await host.Client.ReplayDeadLettersAsync(QueueNames.Default, cancellationToken: Deadline));
        Assert.Equal(0, Letters(host));
    }

    [Fact]
    public async Task The_letter_of_a_flow_whose_key_another_one_holds_is_kept_for_its_retry()
    {
        await using var host = await FailingAsync(1);
        var failed = await host.Client.EnqueueAsync(Plus(new() { Number = 1 }, "a").Unique("key"), Deadline);
        await host.RunUntilIdleAsync(Deadline);
        var holder = await host.Client.EnqueueAsync(Give(1, "b").WithDelay(TimeSpan.FromHours(1)).Unique("key"), Deadline);
        AssertSkipped(ReplaySkip.KeyHeld, await host.Client.ReplayDeadLettersAsync(QueueNames.Default, cancellationToken: Deadline));
        Assert.Equal(0, Letters(host));
        await host.RunAsync(holder, Deadline);
        Assert.True((await host.Client.RetryAsync(failed.FlowId, Deadline)).IsRetried);
        Assert.Equal(2, (await host.RunAsync(failed, Deadline)).Number);
    }

    [Fact]
    public async Task Only_the_letters_of_the_flow_that_is_asked_for_run_again()
    {
        await using var host = await FailingAsync(2);
        await host.Client.SendAsync(Plus(new() { Number = 1 }, "a").WithId("one"), Deadline);
        await host.Client.SendAsync(Plus(new() { Number = 1 }, "b").WithId("two"), Deadline);
        await host.RunUntilIdleAsync(Deadline);
        AssertReplayed(1, await host.Client.ReplayDeadLettersAsync(QueueNames.Default, "two", Deadline));
        var left = Assert.Single((await host.Transport.PeekDeadLettersAsync(QueueNames.Default, null, Deadline)).Messages);
        Assert.Equal("one", left.Message.FlowId);
    }

    [Theory]
    [InlineData(TransportFault.SettlementLost, true)]
    [InlineData(TransportFault.SettlementLost, false)]
    [InlineData(TransportFault.SettlementUnanswered, true)]
    [InlineData(TransportFault.SettlementUnanswered, false)]
    public async Task A_replay_that_breaks_off_loses_nothing_and_sends_nothing_twice(TransportFault fault, bool isStored)
    {
        await using var host = await FailingAsync(1);
        if (isStored)
            await host.Client.EnqueueAsync(Plus(new() { Number = 1 }, "a"), Deadline);
        else
            await host.Client.SendAsync(Plus(new() { Number = 1 }, "a"), Deadline);
        await host.RunUntilIdleAsync(Deadline);
        host.Transport.Faults.Inject(fault);
        await Assert.ThrowsAsync<TransportException>(
            async () => await host.Client.ReplayDeadLettersAsync(QueueNames.Default, cancellationToken: Deadline));
        await host.Client.ReplayDeadLettersAsync(QueueNames.Default, cancellationToken: Deadline);
        await host.AdvanceAsync(TimeSpan.FromHours(1), Deadline);
        Assert.Equal(default, host.Transport.Count(QueueNames.Default));
        Assert.Equal(2, host.RunsOf(Plus()).Count);
    }

    [Fact]
    public async Task A_retry_sends_a_letter_that_could_not_be_forwarded_to_the_queue_of_its_step()
    {
        var transport = new TransferringTransport();
        var services = new ServiceCollection().AddLogging();
        var tasks = services.AddTypedTasks();
        WithoutOne.Configure(tasks);
        tasks.UseInMemoryStore().AddWorker();
        services.AddSingleton<ITransport>(transport);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<ITaskClient>();

        var handle = await client.EnqueueAsync(Give(1, "a").OnQueue("elsewhere"), Deadline);
        transport.Source = QueueNames.Default;
        await provider.GetRequiredService<UpkeepLoop>().PassAsync([QueueNames.Default], Deadline);
        Assert.Equal(FlowState.Failed, (await handle.GetStatusAsync(Deadline)).State);

        await client.RetryAsync(handle.FlowId, Deadline);
        Assert.Equal(["elsewhere", "elsewhere"], transport.Sent.Select(static m => m.Queue));
        Assert.NotEqual(transport.Sent[0].Id, transport.Sent[1].Id);
    }

    [Fact]
    public async Task What_is_no_message_of_a_flow_stays()
    {
        await using var host = await FailingAsync(0);
        var stranger = new TaskMessage
        {
            Id = "1",
            Queue = QueueNames.Default,
            FlowId = "f",
            Subject = "s",
            Step = "",
            Body = "no JSON"u8.ToArray(),
        };
        await host.Transport.SendAsync([stranger], Deadline);
        await host.RunUntilIdleAsync(Deadline);
        AssertSkipped(ReplaySkip.Unreadable, await host.Client.ReplayDeadLettersAsync(QueueNames.Default, cancellationToken: Deadline));
        Assert.Equal(1, Letters(host));
    }

    private static int Letters(TaskTestHost host) => host.Transport.Count(QueueNames.Default).DeadLettered;

    private static void AssertReplayed(int count, ReplayReport report)
    {
        Assert.Equal(count, report.Replayed);
        Assert.Empty(report.Skipped);
    }

    private static void AssertSkipped(ReplaySkip reason, ReplayReport report)
    {
        Assert.Equal(0, report.Replayed);
        Assert.Equal([new(reason, 1)], report.Skipped);
    }

    /// <summary>Moves the message that waits to the dead-letter queue, as a broker does that has delivered it too often.</summary>
    private static async Task BuryAsync(TaskTestHost host)
    {
        await using var receiver = await host.Transport.OpenReceiverAsync(QueueNames.Default, new(1, 0), Deadline);
        var delivery = await receiver.ReceiveAsync(Deadline);
        await delivery!.DeadLetterAsync("MaxDeliveryCountExceeded", "Too often.");
    }

    /// <summary>A host in which so many runs of one task end in the dead-letter queue.</summary>
    private static async Task<TaskTestHost> FailingAsync(int times)
    {
        var host = await TaskTestHost.StartAsync(WithoutOne.Configure, Deadline);
        host.Fake(
            Plus(label: ""),
            amount => Interlocked.Decrement(ref times) < 0
                ? new Amount { Number = amount.Number + 1 }
                : throw new TaskArgumentException("Not today."));
        return host;
    }
}
