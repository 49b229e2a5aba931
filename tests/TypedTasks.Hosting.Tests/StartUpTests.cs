using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TypedTasks.Generated;

namespace TypedTasks.Hosting.Tests;

/// <summary>What is wrong with an application is said when it starts, with what to do.</summary>
public sealed class StartUpTests
{
    [Fact]
    public async Task A_worker_without_a_transport_says_which_call_is_missing() => await FailsAsync<InvalidOperationException>(
        b => b.UseInMemoryStore().AddRegistry(new OneTask("a.b", "A.B")).AddWorker(),
        "The worker has no transport: add one with UseAmqp(connectionString) or UseServiceBus(connectionString).");

    [Fact]
    public async Task A_worker_without_tasks_says_which_call_is_missing() => await FailsAsync<InvalidOperationException>(
        b => b.UseInMemoryTransport().UseInMemoryStore().AddWorker(),
        "The worker has no tasks: call the generated Add…Tasks() of each assembly.");

    [Fact]
    public async Task Two_tasks_of_one_name_are_both_named() => await FailsAsync<InvalidOperationException>(
        b => b.UseInMemoryTransport().UseInMemoryStore().AddRegistry(new OneTask("a.b", "One.A")).AddRegistry(new OneTask("a.b", "Two.A")).AddWorker(),
        "Two tasks are called 'a.b': One.A and Two.A. Give one of them another name with [Task(\"…\")], take it out of the Aliases of one, or add one implementation only.");

    [Fact]
    public async Task A_task_that_nothing_implements_in_a_queue_of_the_worker_stops_the_start() => await FailsAsync<InvalidOperationException>(
        b => b.UseInMemoryTransport().UseInMemoryStore().AddRegistry(new OneTask("a.b", "A.B")).AddRegistry(new Contract("orders.charge", "Shop.IOrders.Charge", null)).AddWorker(),
        "The worker takes the queue 'typedtasks', and nothing implements its task 'orders.charge' (Shop.IOrders.Charge). "
        + "Mark the class that implements the interface with [TaskImplementation] and call the generated Add…Tasks() of its assembly, "
        + "or give the task a queue that this worker does not take.");

    [Fact]
    public async Task A_queue_that_the_options_name_is_one_that_the_worker_takes() => await FailsAsync<InvalidOperationException>(
        b => b.UseInMemoryTransport().UseInMemoryStore().AddRegistry(new Contract("orders.charge", "Shop.IOrders.Charge", "money")).AddWorker(static o => o.OtherQueues.Add("money")),
        "The worker takes the queue 'money', and nothing implements its task 'orders.charge' (Shop.IOrders.Charge). "
        + "Mark the class that implements the interface with [TaskImplementation] and call the generated Add…Tasks() of its assembly, "
        + "or give the task a queue that this worker does not take.");

    [Fact]
    public async Task Two_implementations_of_a_contract_are_both_named() => await FailsAsync<InvalidOperationException>(
        b => b.UseInMemoryTransport().UseInMemoryStore()
            .AddRegistry(new OneTask("a.b", "One.A")).AddRegistry(new Contract("a.b", "IA.B", null)).AddRegistry(new OneTask("a.b", "Two.A")).AddWorker(),
        "Two tasks are called 'a.b': One.A and Two.A. Give one of them another name with [Task(\"…\")], take it out of the Aliases of one, or add one implementation only.");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_starts_with_contracts_that_it_implements_and_those_of_other_queues(bool contractFirst)
    {
        ITaskRegistry[] registries = [new Contract("a.b", "IA.B", null), new OneTask("a.b", "A.B"), new Contract("orders.charge", "Shop.IOrders.Charge", "money")];
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var tasks = builder.Services.AddTypedTasks().UseInMemoryTransport().UseInMemoryStore().AddWorker();
        foreach (var registry in contractFirst ? registries : registries.Reverse())
            tasks.AddRegistry(registry);
        using var host = builder.Build();
        await host.StartAsync();
        // Whoever writes the topology needs the queues of all.
        Assert.Equal(["money", "typedtasks"], host.Services.GetRequiredService<Transport.ITaskQueues>().Names);
        await host.StopAsync();
    }

    [Theory]
    [InlineData(0, 5, "WorkerOptions.Slots is 0: it must be from 1 to 1,000.")]
    [InlineData(8, 1, "WorkerOptions.MaxDeliveries is 1: it must be from 2 to 100.")]
    public async Task Options_out_of_range_stop_the_start(int slots, int deliveries, string text) => await FailsAsync<OptionsValidationException>(
        b => b.UseInMemoryTransport().UseInMemoryStore().AddRegistry(new OneTask("a.b", "A.B")).AddWorker(o =>
        {
            o.Slots = slots;
            o.MaxDeliveries = deliveries;
        }),
        text);

    // s: stop, d: dispose, a: dispose asynchronously.
    [Theory]
    [InlineData("sd")]
    [InlineData("ss")]
    [InlineData("ds")]
    [InlineData("as")]
    [InlineData("aas")]
    [InlineData("sasd")]
    [InlineData("dda")]
    public async Task A_host_is_stopped_and_disposed_in_any_order(string order)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddTypedTasks().UseInMemoryTransport().UseInMemoryStore().AddRegistry(new OneTask("a.b", "A.B")).AddWorker();
        var host = builder.Build();
        await host.StartAsync();
        foreach (var act in order)
        {
            if (act == 's')
                await host.StopAsync();
            else if (act == 'd')
                host.Dispose();
            else
                await ((IAsyncDisposable)host).DisposeAsync();
        }

        // Not started: there is nothing to end.
        await ((IAsyncDisposable)builder.Services.BuildServiceProvider()).DisposeAsync();
    }

    [Fact]
    public async Task A_client_without_a_store_says_what_to_do()
    {
        var services = new ServiceCollection();
        services.AddTypedTasks().UseInMemoryTransport().AddRegistry(new OneTask("a.b", "A.B"));
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<ITaskClient>();
        var e = await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.GetStatusAsync("flow"));
        Assert.Equal("No store is configured, so flows can be sent but not enqueued: add one with UseSqlite(path), or use SendAsync.", e.Message);
    }

    [Fact]
    public void Adding_a_registry_twice_changes_nothing()
    {
        var registry = new OneTask("a.b", "A.B");
        var services = new ServiceCollection();
        services.AddTypedTasks().AddRegistry(registry).AddRegistry(registry);
        Assert.Single(services, s => ReferenceEquals(s.ImplementationInstance, registry));
    }

    private static async Task FailsAsync<TException>(Action<TypedTasksBuilder> configure, string text)
        where TException : Exception
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        configure(builder.Services.AddTypedTasks());
        using var host = builder.Build();
        var e = await Assert.ThrowsAsync<TException>(() => host.StartAsync());
        Assert.Equal(text, e.Message);
    }

    private sealed class Contract(string name, string method, string? queue) : ITaskRegistry
    {
        public IReadOnlyList<TaskDefinition> Tasks { get; } = [new(name, null) { Method = method, Queue = queue }];

        public IReadOnlyList<System.Text.Json.Serialization.Metadata.IJsonTypeInfoResolver> JsonResolvers => [];
    }

    private sealed class OneTask(string name, string method) : ITaskRegistry
    {
        public IReadOnlyList<TaskDefinition> Tasks { get; } = [new(name, static _ => ValueTask.CompletedTask) { Method = method }];

        public IReadOnlyList<System.Text.Json.Serialization.Metadata.IJsonTypeInfoResolver> JsonResolvers => [];
    }
}
