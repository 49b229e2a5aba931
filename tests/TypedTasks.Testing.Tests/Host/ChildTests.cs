using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Storage;
using static TypedTasks.Testing.Tests.Family.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>Flows that a step starts: each starts once, however often and in whatever order the step starts them.</summary>
public sealed class ChildTests
{
    private static readonly InvalidOperationException Broken = new("not today");

    [Fact]
    public async Task A_repeated_run_that_starts_its_children_in_another_order_starts_each_once()
    {
        await using var host = await StartAsync();
        List<(string Name, bool Existed)> second = [];
        Book(host).Each(async (run, _, context) =>
        {
            if (run == 1)
            {
                await context.EnqueueAsync(Child("a"));
                await context.EnqueueAsync(Child("b"));
                throw Broken;
            }

            foreach (var name in new[] { "c", "b", "a" })
                second.Add((name, (await context.EnqueueAsync(Child(name))).Existed));
        });
        await host.RunAsync(Parent("p"), Hosts.Deadline);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["a", "b", "c"], Book(host).Children);
        Assert.Equal([("c", false), ("b", true), ("a", true)], second);
    }

    [Fact]
    public async Task The_children_of_a_flow_that_is_retried_start_once()
    {
        await using var host = await StartAsync();
        Book(host).Each(async (run, _, context) =>
        {
            foreach (var name in run == 1 ? ["a", "b"] : new[] { "c", "b", "a" })
                await context.EnqueueAsync(Child(name));
            if (run == 1)
                throw Broken;
        });
        var parent = await host.Client.EnqueueAsync(Parent("p").WithRetry(0));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.True((await host.Client.RetryAsync(parent.FlowId)).IsRetried);
        await host.RunAsync(parent, Hosts.Deadline);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["a", "b", "c"], Book(host).Children);
    }

    [Fact]
    public async Task The_children_of_a_step_that_is_delivered_again_start_once()
    {
        await using var host = await StartAsync();
        var runs = 0;
        Book(host).Each(async (run, _, context) =>
        {
            runs = run;
            foreach (var name in run == 1 ? ["a", "b", "b"] : new[] { "c", "b", "a", "b" })
                await context.EnqueueAsync(Child(name));
        });
        host.Transport.Faults.Inject(TransportFault.SettlementLost, static m => m.Subject == "family.parent");
        await host.RunAsync(Parent("p") | Child(), Hosts.Deadline);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(2, runs);
        Assert.Equal(["a", "b", "b", "c", "p"], Book(host).Children);
    }

    [Fact]
    public async Task Two_equal_children_of_one_run_are_two_flows_and_stay_two()
    {
        await using var host = await StartAsync();
        List<string> ids = [];
        Book(host).Each(async (run, _, context) =>
        {
            for (var i = 0; i < 2; i++)
                ids.Add((await context.EnqueueAsync(Child("a"))).FlowId);
            if (run < 3)
                throw Broken;
        });
        await host.RunAsync(Parent("p"), Hosts.Deadline);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["a", "a"], Book(host).Children);
        Assert.NotEqual(ids[0], ids[1]);
        Assert.Equal([.. ids[..2], .. ids[..2], .. ids[..2]], ids);
    }

    [Fact]
    public async Task A_key_names_a_child_whose_arguments_change_from_run_to_run()
    {
        await using var host = await StartAsync();
        List<bool> existed = [];
        Book(host).Each(async (run, _, context) =>
        {
            string[] orders = run == 1 ? ["17", "18"] : ["19", "18", "17"];
            foreach (var order in orders)
                existed.Add((await context.EnqueueAsync(Child($"{order} in run {run}"), order)).Existed);
            existed.Add((await context.EnqueueAsync(Child(), $"more in run {run}", "more")).Existed);
            if (run == 1)
                throw Broken;
        });
        await host.RunAsync(Parent("p"), Hosts.Deadline);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["17 in run 1", "18 in run 1", "19 in run 2", "more in run 1"], Book(host).Children);
        Assert.Equal([false, false, false, false, true, true, true], existed);
    }

    [Fact]
    public async Task A_key_is_used_once_in_a_run_and_not_together_with_an_id()
    {
        await using var host = await StartAsync();
        Book(host).Each(async (_, _, context) =>
        {
            await context.EnqueueAsync(Child("a"), "k");
            var twice = await Assert.ThrowsAsync<InvalidOperationException>(async () => await context.EnqueueAsync(Child("b"), "k"));
            Assert.StartsWith("This run of the step has started a flow with the key 'k' already.", twice.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<ArgumentException>(async () => await context.EnqueueAsync(Child("c").WithId("x"), "y"));
            await Assert.ThrowsAsync<ArgumentException>(async () => await context.EnqueueAsync(Child("d"), " "));
        });
        await host.RunAsync(Parent("p"), Hosts.Deadline);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["a"], Book(host).Children);
    }

    [Theory]
    [InlineData(StoreFault.FailsBeforeCommit, null)]
    [InlineData(StoreFault.FailsAfterCommit, null)]
    [InlineData(StoreFault.FailsBeforeCommit, "k")]
    [InlineData(StoreFault.FailsAfterCommit, "k")]
    public async Task A_run_that_did_not_hear_of_a_child_asks_for_it_again(StoreFault fault, string? key)
    {
        await using var host = await StartAsync();
        Book(host).Each(async (_, _, context) =>
        {
            host.Store.Faults.Inject(fault, static o => o is AcceptFlow);
            await Assert.ThrowsAsync<StoreException>(async () => await EnqueueAsync(context, key));
            Assert.Equal(fault == StoreFault.FailsAfterCommit, (await EnqueueAsync(context, key)).Existed);
        });
        await host.RunAsync(Parent("p"), Hosts.Deadline);
        await host.AdvanceAsync(TimeSpan.FromHours(1), Hosts.Deadline);
        Assert.Equal(["a"], Book(host).Children);

        static ValueTask<TaskHandle<string>> EnqueueAsync(TaskContext context, string? key) =>
            key is null ? context.EnqueueAsync(Child("a")) : context.EnqueueAsync(Child("a"), key);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Each_element_starts_its_own_in_chunks_as_well(int chunkSize)
    {
        await using var host = await StartAsync();
        Book(host).Each(async (run, name, context) =>
        {
            await context.EnqueueAsync(Child("same"));
            await context.EnqueueAsync(Child($"of {name}"), "key");
            if (run == 4)
                throw Broken;
        });
        Assert.Equal(5, await host.RunAsync(Names(5) | Parent().Each(chunkSize) | Count(), Hosts.Deadline));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["of p0", "of p1", "of p2", "of p3", "of p4", "same", "same", "same", "same", "same"], Book(host).Children);
    }

    [Fact]
    public async Task Children_that_differ_in_what_the_store_keeps_of_them_are_different()
    {
        await using var host = await StartAsync();
        Book(host).Each(async (run, _, context) =>
        {
            string[] keys = run == 1 ? ["a"] : ["b", "a"];
            foreach (var key in keys)
                await context.EnqueueAsync(Child("x").Unique(key, TimeSpan.FromDays(1)));
            foreach (var key in keys)
                await context.EnqueueAsync(Child("y").Named(key));
            if (run == 1)
                throw Broken;
        });
        await host.RunAsync(Parent("p"), Hosts.Deadline);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["x", "x", "y", "y"], Book(host).Children);
    }

    [Fact]
    public async Task A_child_with_an_id_has_it_and_one_flow_of_another_parent_is_another()
    {
        await using var host = await StartAsync();
        Book(host).Each(static async (_, name, context) =>
        {
            Assert.Equal("shared", (await context.EnqueueAsync(Child("shared").WithId("shared"))).FlowId);
            await context.EnqueueAsync(Child("own"));
        });
        await host.RunAsync(Parent("p"), Hosts.Deadline);
        await host.RunAsync(Parent("q"), Hosts.Deadline);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["own", "own", "shared"], Book(host).Children);
    }

    [Fact]
    public async Task A_child_that_cannot_be_run_is_refused_and_takes_no_number()
    {
        await using var host = await StartAsync();
        Book(host).Each(static async (_, _, context) =>
        {
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await context.EnqueueAsync(Child("a").WithId("part") >> Child("b")));
            await context.EnqueueAsync(Child("a") >> Child("b"));
        });
        await host.RunAsync(Parent("p"), Hosts.Deadline);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["a", "b"], Book(host).Children);
    }

    private static FamilyBook Book(TaskTestHost host) => host.Services.GetRequiredService<FamilyBook>();

    private static Task<TaskTestHost> StartAsync() => Hosts.StartAsync(static b => b.Services.AddSingleton<FamilyBook>());
}
