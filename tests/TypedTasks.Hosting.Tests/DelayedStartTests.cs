using TypedTasks.Testing;
using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>Flows that are cancelled while their first message waits at the broker.</summary>
public sealed class DelayedStartTests
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public async Task Cancelling_a_flow_that_waits_takes_its_message_back()
    {
        await using var host = await TaskTestHost.StartAsync(WithoutOne.Configure, Deadline);
        var handle = await host.Client.EnqueueAsync(Give(1, "a").WithDelay(TimeSpan.FromHours(1)), Deadline);
        var other = await host.Client.EnqueueAsync(Give(2, "b").WithDelay(TimeSpan.FromHours(1)), Deadline);
        Assert.Equal(2, host.Transport.Count(QueueNames.Default).Scheduled);
        Assert.Equal(FlowState.Cancelled, await handle.CancelAsync(Deadline));
        Assert.Equal(1, host.Transport.Count(QueueNames.Default).Scheduled);
        Assert.Equal(FlowState.Cancelled, await handle.CancelAsync(Deadline));
        await host.AdvanceAsync(TimeSpan.FromHours(2), Deadline);
        Assert.Equal(2, (await other.WaitAsync(Deadline)).Number);
        Assert.Single(host.Steps);
    }

    [Fact]
    public async Task A_message_whose_number_is_not_known_stays_and_is_settled_unrun()
    {
        await using var host = await TaskTestHost.StartAsync(WithoutOne.Configure, Deadline);
        host.Transport.Faults.Inject(TransportFault.SendUnanswered);
        var handle = await host.Client.EnqueueAsync(Give(1, "a").WithDelay(TimeSpan.FromHours(1)), Deadline);
        await handle.CancelAsync(Deadline);
        Assert.Equal(1, host.Transport.Count(QueueNames.Default).Scheduled);
        await host.AdvanceAsync(TimeSpan.FromHours(2), Deadline);
        Assert.Equal(default, host.Transport.Count(QueueNames.Default));
        Assert.Empty(host.Steps);
        Assert.Equal(FlowState.Cancelled, (await handle.GetStatusAsync(Deadline)).State);
    }

    [Fact]
    public async Task A_message_that_the_broker_took_without_an_answer_runs_once()
    {
        await using var host = await TaskTestHost.StartAsync(WithoutOne.Configure, Deadline);
        host.Transport.Faults.Inject(TransportFault.SendUnanswered);
        var handle = await host.Client.EnqueueAsync(Give(1, "a").WithDelay(TimeSpan.FromHours(1)), Deadline);
        await host.AdvanceAsync(TimeSpan.FromHours(2), Deadline);
        Assert.Equal(1, (await handle.WaitAsync(Deadline)).Number);
        Assert.Single(host.Steps);
    }
}
