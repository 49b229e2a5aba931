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
        "The worker has no transport: add one with UseServiceBus(connectionString).");

    [Fact]
    public async Task A_worker_without_tasks_says_which_call_is_missing() => await FailsAsync<InvalidOperationException>(
        b => b.UseInMemoryTransport().UseInMemoryStore().AddWorker(),
        "The worker has no tasks: call the generated Add…Tasks() of each assembly.");

    [Fact]
    public async Task Two_tasks_of_one_name_are_both_named() => await FailsAsync<InvalidOperationException>(
        b => b.UseInMemoryTransport().UseInMemoryStore().AddRegistry(new OneTask("a.b", "One.A")).AddRegistry(new OneTask("a.b", "Two.A")).AddWorker(),
        "Two tasks are called 'a.b': One.A and Two.A. Give one of them another name with [Task(\"…\")], or take it out of the Aliases of one.");

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

    private sealed class OneTask(string name, string method) : ITaskRegistry
    {
        public IReadOnlyList<TaskDefinition> Tasks { get; } = [new(name, static _ => ValueTask.CompletedTask) { Method = method }];

        public IReadOnlyList<System.Text.Json.Serialization.Metadata.IJsonTypeInfoResolver> JsonResolvers => [];
    }
}
