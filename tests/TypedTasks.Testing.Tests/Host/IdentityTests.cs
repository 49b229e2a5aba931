using TypedTasks.Storage;
using static TypedTasks.Testing.Tests.Work.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>What an id and a unique key stand for: one flow, and no other.</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task The_same_again_under_an_id_is_the_flow_that_existed()
    {
        await using var host = await Hosts.StartAsync();
        var first = await host.Client.EnqueueAsync((Number(1) | Double()).WithId("order-17"));
        var second = await host.Client.EnqueueAsync((Number(1) | Double()).WithId("order-17"));
        Assert.Equal((false, true), (first.Existed, second.Existed));
        Assert.Equal(2, await host.RunAsync(second, Hosts.Deadline));

        // It has ended, and is there all the same; what people call it is not what it is.
        var third = await host.Client.EnqueueAsync((Number(1) | Double()).WithId("order-17").Named("again"));
        Assert.True(third.Existed);
        Assert.Equal(2, await third.WaitAsync(Hosts.Deadline));
        Assert.Equal(2, host.Steps.Count);
        Assert.True(host.Client.GetHandle<int>("order-17").Existed);
        Assert.False((await host.Client.EnqueueAsync(Number(1) | Double())).Existed);
    }

    [Fact]
    public async Task Something_else_under_an_id_is_refused_and_both_are_named()
    {
        await using var host = await Hosts.StartAsync();
        var first = await host.Client.EnqueueAsync((Number(1) | Double()).WithId("order-17"));

        var steps = await Assert.ThrowsAsync<FlowConflictException>(async () => await host.Client.EnqueueAsync((Number(1) | Large()).WithId("order-17")));
        Assert.Equal("order-17", steps.FlowId);
        Assert.Equal(
            "Flow order-17 exists already with another plan: that one is work.number | work.double, and this one is work.number | work.large. It was accepted at "
            + "2026-01-01 00:00:00Z and is Running. Nothing was enqueued. An id (WithId) names one flow: give this one another id, enqueue the same again, or ask for the one "
            + "that exists with GetHandle<T>(\"order-17\").",
            steps.Message);

        var arguments = await Assert.ThrowsAsync<FlowConflictException>(async () => await host.Client.EnqueueAsync((Number(2) | Double()).WithId("order-17")));
        Assert.Contains("both are work.number | work.double, but with other arguments, or other options of steps", arguments.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<FlowConflictException>(async () => await host.Client.EnqueueAsync((Number(1) | Double()).WithRetry(7).WithId("order-17")));

        Assert.Equal(2, await host.RunAsync(first, Hosts.Deadline));
        await Assert.ThrowsAsync<FlowConflictException>(async () => await host.Client.EnqueueAsync(Number(1).WithId("order-17")));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(2, host.Steps.Count);
    }

    [Fact]
    public async Task An_acceptance_that_was_not_heard_of_may_be_asked_for_again()
    {
        await using var host = await Hosts.StartAsync();
        host.Store.Faults.Inject(StoreFault.FailsAfterCommit, static o => o is AcceptFlow);
        await Assert.ThrowsAsync<StoreException>(async () => await host.Client.EnqueueAsync(Number(1).WithId("order-17")));
        var again = await host.Client.EnqueueAsync(Number(1).WithId("order-17"));
        Assert.True(again.Existed);
        Assert.Equal(1, await host.RunAsync(again, Hosts.Deadline));
    }

    [Fact]
    public async Task The_holder_of_a_key_existed_and_its_result_is_not_taken_for_another()
    {
        await using var host = await Hosts.StartAsync();
        var first = await host.Client.EnqueueAsync(Number(1).Unique("report"));
        var other = await host.Client.EnqueueAsync(Number(2).Unique("report"));
        Assert.Equal((false, true, first.FlowId), (first.Existed, other.Existed, other.FlowId));
        var text = await host.Client.EnqueueAsync(Large(3).Unique("report"));
        Assert.True(text.Existed);
        var unread = await Assert.ThrowsAsync<TaskResultException>(() => host.RunAsync(text, Hosts.Deadline));
        Assert.StartsWith($"The result of flow {first.FlowId} cannot be read as string: ", unread.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "This handle is of a flow that was there before, so it may be one of another result type: use one unique key, and one id, for flows of one result type.",
            unread.Message,
            StringComparison.Ordinal);
        Assert.Equal(1, await other.WaitAsync(Hosts.Deadline));
    }
}
