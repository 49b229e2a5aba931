using Microsoft.Extensions.DependencyInjection;
using Orders.Contracts;
using TypedTasks;
using TypedTasks.Testing;

namespace Orders.Tests;

/// <summary>Whole orders, on a clock of their own: three days take no time.</summary>
public sealed class OrderTests
{
    private static readonly Order Chairs = new("17", "Ada", "Chair", 4, 25);
    private static readonly Order Desks = new("18", "Ada", "Desk", 10, 300);
    private static readonly Order Piano = new("19", "Ada", "Piano", 1, 900);

    [Fact]
    public async Task An_order_is_shipped()
    {
        await using var host = await StartAsync();
        var shipment = await host.RunAsync(OrderFlow.Fulfil(Chairs));
        Assert.Equal(new("17", "track-17"), shipment);
    }

    [Fact]
    public async Task A_large_order_waits_for_somebody()
    {
        await using var host = await StartAsync();
        var flow = await host.Client.EnqueueAsync(OrderFlow.Fulfil(Desks));
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal(FlowState.Running, (await host.Client.GetAsync(flow.FlowId)).Flow.State);

        await host.RaiseAsync(flow.FlowId, Approvals.Approval, Decision.Approved);
        Assert.Equal("track-18", (await host.RunAsync(flow)).TrackingNumber);
    }

    [Fact]
    public async Task A_large_order_that_nobody_approves_is_rejected_after_three_days()
    {
        await using var host = await StartAsync();
        var flow = await host.Client.EnqueueAsync(OrderFlow.Fulfil(Desks));
        await host.AdvanceAsync(TimeSpan.FromDays(4));
        var details = await host.Client.GetAsync(flow.FlowId);
        Assert.Equal(FlowState.Failed, details.Flow.State);
        Assert.Contains("was not approved", details.Flow.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_paid_comes_back_when_it_cannot_be_shipped()
    {
        await using var host = await StartAsync();
        var flow = await host.Client.EnqueueAsync(OrderFlow.Fulfil(Piano));
        _ = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(flow));
        var steps = (await host.Client.GetAsync(flow.FlowId)).Steps;
        Assert.Contains(steps, static s => s is { Task: "orders.refund", State: StepState.Succeeded });
        Assert.Contains(steps, static s => s is { Task: "orders.release", State: StepState.Succeeded });
        Assert.DoesNotContain(steps, static s => s is { Task: "orders.mail", Attempts: > 0 });
    }

    private static Task<TaskTestHost> StartAsync() => TaskTestHost.StartAsync(static b => b.AddOrdersWorkerTasks());
}
