using TypedTasks.Testing;
using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>What the history says of steps that do not run any more.</summary>
public sealed class UnrunStepTests
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public async Task A_step_that_expires_before_its_next_attempt_has_failed()
    {
        await using var host = await StartAsync();
        var step = await EndOfAsync(host, PutOff(Bad.Amount).ExpiresAfter(TimeSpan.FromMinutes(1)));
        Assert.Equal((StepState.Failed, "TypedTasks.Expired"), (step.State, step.Failure?.Type));
    }

    [Fact]
    public async Task A_step_that_no_worker_knows_has_failed()
    {
        await using var host = await StartAsync();
        var step = await EndOfAsync(host, NotThere(Bad.Amount));
        Assert.Equal((StepState.Failed, "TypedTasks.UnknownTask"), (step.State, step.Failure?.Type));
    }

    [Fact]
    public async Task A_step_whose_message_never_gets_settled_has_failed()
    {
        await using var host = await StartAsync();
        host.Transport.Faults.Inject(TransportFault.SettlementLost, times: 5);
        var step = await EndOfAsync(host, Give(1, "a") | Plus(label: "b"));
        Assert.Equal((StepState.Failed, "TypedTasks.TooManyDeliveries"), (step.State, step.Failure?.Type));
    }

    [Fact]
    public async Task An_attempt_that_its_flow_does_not_want_any_more_was_cancelled()
    {
        await using var host = await StartAsync();
        var handle = await host.Client.EnqueueAsync(PutOffOnce(Bad.Amount), Deadline);
        await host.RunUntilIdleAsync(Deadline);
        await handle.CancelAsync(Deadline);
        Assert.Equal(StepState.Retrying, (await host.Client.GetAsync(handle.FlowId, Deadline)).Steps[0].State);
        await host.AdvanceAsync(TimeSpan.FromHours(1), Deadline);
        Assert.Equal(StepState.Cancelled, (await host.Client.GetAsync(handle.FlowId, Deadline)).Steps[0].State);
        Assert.Single(host.Steps);
    }

    [Fact]
    public async Task The_side_branch_of_a_compensation_is_repeated_although_its_flow_has_ended()
    {
        await using var host = await StartAsync();
        var handle = await host.Client.EnqueueAsync(
            Give(13, "a").CompensateWith(Throw().OnError(PutOffOnce(Bad.Amount))) >> Throw(Bad.Amount), Deadline);
        await host.AdvanceAsync(TimeSpan.FromHours(1), Deadline);
        Assert.Equal(FlowState.Failed, (await handle.GetStatusAsync(Deadline)).State);
        Assert.Equal([0, 1], host.RunsOf(PutOffOnce()).Select(static r => r.Attempt));
    }

    private static async Task<StepStatus> EndOfAsync(TaskTestHost host, ISignature<Amount> flow)
    {
        var handle = await host.Client.EnqueueAsync(flow, Deadline);
        await host.AdvanceAsync(TimeSpan.FromHours(1), Deadline);
        Assert.Equal(FlowState.Failed, (await handle.GetStatusAsync(Deadline)).State);
        return (await host.Client.GetAsync(handle.FlowId, Deadline)).Steps[0];
    }

    private static Task<TaskTestHost> StartAsync() => TaskTestHost.StartAsync(WithoutOne.Configure, Deadline);
}
