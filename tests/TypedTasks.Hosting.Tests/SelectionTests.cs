using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TypedTasks.Generated;
using TypedTasks.Hosting.Shared;
using TypedTasks.Testing;
using TypedTasks.Transport;
using static TypedTasks.Hosting.Tests.Desk.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>What a deployment says by configuration: the queues of a worker, the options of tasks, and where tasks are sent (docs/workers.md).</summary>
public sealed class SelectionTests
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public void Queues_replace_those_of_the_tasks_and_of_the_program_each_with_its_slots()
    {
        using var host = Build(
            b => b.AddRegistry(new Queued("a", "photos")).AddRegistry(new Queued("b", "mail")).AddRegistry(new Queued("c", "reports")).AddWorker(static o => o.Queues["reports"] = 2),
            ("TypedTasks:Worker:Queues:photos", "8"), ("TypedTasks:Worker:Queues:mail", ""), ("TypedTasks:Worker:Slots", "5"));
        Assert.Equal(["mail", "photos"], host.Services.GetRequiredService<TaskQueues>().Consumed);
        var options = host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<WorkerOptions>>().Value;
        Assert.Equal((5, 8, null), (options.Slots, options.Queues["photos"], options.Queues["mail"]));
        // Whoever writes the topology needs the queues of all.
        Assert.Equal(["mail", "photos", "reports"], host.Services.GetRequiredService<ITaskQueues>().Names);
    }

    [Fact]
    public async Task A_list_of_names_selects_them_with_the_slots_of_all()
    {
        using var host = Build(b => b.AddRegistry(new Queued("a", "photos")).AddRegistry(new Queued("b", "mail")).AddWorker(static o => o.Slots = 3), ("TypedTasks:Worker:Queues:0", "mail"));
        await host.StartAsync(Deadline);
        Assert.Equal([new WorkerQueue("mail", 3, IsPaused: false, null)], host.Services.GetRequiredService<Dispatch.WorkerQueues>().Tell());
        await host.StopAsync(Deadline);
    }

    [Fact]
    public async Task Slots_of_a_queue_are_taken()
    {
        using var host = Build(b => b.AddRegistry(new Queued("a", "photos")).AddWorker(), ("TypedTasks:Worker:Queues:photos", "7"));
        await host.StartAsync(Deadline);
        Assert.Equal(7, Assert.Single(host.Services.GetRequiredService<Dispatch.WorkerQueues>().Tell()).Slots);
        await host.StopAsync(Deadline);
    }

    [Theory]
    [InlineData(
        "TypedTasks:Worker:Queues:fotos", "8",
        "WorkerOptions.Queues (configuration TypedTasks:Worker:Queues) names the queue 'fotos', which no registered task has. The tasks have: mail, photos. A queue that only calls name (OnQueue) stands in WorkerOptions.OtherQueues.")]
    [InlineData("TypedTasks:Worker:Slotz", "8", "The configuration 'TypedTasks:Worker:Slotz' is no option. Did you mean 'Slots'?")]
    [InlineData("TypedTasks:Worker:Slots", "many", "The configuration 'TypedTasks:Worker:Slots' is 'many': write a whole number.")]
    [InlineData("TypedTasks:Worker:DrainTime", "soon", "The configuration 'TypedTasks:Worker:DrainTime' is 'soon': write a duration such as 00:00:20, or ever.")]
    [InlineData("TypedTasks:Retentoin", "7.00:00:00", "The configuration 'TypedTasks:Retentoin' is no option. Did you mean 'Retention'?")]
    [InlineData("TypedTasks:OrderingKeys", "yes", "The configuration 'TypedTasks:OrderingKeys' is 'yes': write true or false.")]
    [InlineData("TypedTasks:Schedules", "off", "The configuration 'TypedTasks:Schedules' is 'off': write Automatic or Manual.")]
    [InlineData("TypedTasks:Retry:MaxRetries", "2000", "The configuration 'TypedTasks:Retry:MaxRetries' is '2000': it must be from 0 to 1,000.")]
    [InlineData("TypedTasks:Retry:Delay", "-00:00:01", "The configuration 'TypedTasks:Retry:Delay' is '-00:00:01': it must be zero or more.")]
    [InlineData("TypedTasks:EventLinkKey", "secret!", "The configuration 'TypedTasks:EventLinkKey' is no Base64: write 32 random bytes or more so.")]
    [InlineData("TypedTasks:Tasks:photos.resise:MaxRetries", "8", "TypedTasksOptions.Tasks (configuration TypedTasks:Tasks) names the task 'photos.resise', which is not registered here. Did you mean 'photos.resize'?")]
    [InlineData("TypedTasks:Tasks:photos.resize:MaxRetry", "8", "The configuration 'TypedTasks:Tasks:photos.resize:MaxRetry' is no option. Did you mean 'MaxRetries'?")]
    [InlineData("TypedTasks:Tasks:photos.resize:MaxRetries", "2000", "MaxRetries of task 'photos.resize' (TypedTasksOptions.Tasks, configuration TypedTasks:Tasks) is 2000: it must be from 0 to 1000.")]
    [InlineData(
        "TypedTasks:Tasks:photos.resize:RateLimit", "fast",
        "RateLimit of task 'photos.resize' (TypedTasksOptions.Tasks, configuration TypedTasks:Tasks): 'fast' is not a rate limit such as 10/s, 100/m, 5000/h or 20000/d. For no limit write none.")]
    [InlineData("TypedTasks:Routes:reports.*", "slow", "The route of 'reports.*' to queue 'slow' (configuration TypedTasks:Routes) fits no task that is registered here. There are: mail.send, photos.resize.")]
    public async Task What_is_not_known_stops_the_start_with_the_nearest_name(string key, string value, string text)
    {
        using var host = Build(b => b.AddRegistry(new Queued("photos.resize", "photos")).AddRegistry(new Queued("mail.send", "mail")).AddWorker(), (key, value));
        var refused = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => host.StartAsync(Deadline));
        Assert.Equal(text, refused.Message);
    }

    [Fact]
    public void What_holds_of_all_comes_after_what_the_program_says()
    {
        using var host = Build(
            static b => b.AddWorker(),
            static o => (o.Retention, o.Retry) = (TimeSpan.FromDays(1), RetryPolicy.Default with { MaxDelay = TimeSpan.FromHours(1) }),
            ("TypedTasks:Retention", "3.00:00:00"), ("TypedTasks:FailedRetention", "ever"), ("TypedTasks:FlowLifetime", "2.00:00:00"), ("TypedTasks:orderingkeys", "True"), ("TypedTasks:Priorities", "true"),
            ("TypedTasks:ClaimCheckBytes", "2048"), ("TypedTasks:CancellationLag", "00:00:05"), ("TypedTasks:RecordHandOffs", "true"), ("TypedTasks:QuietAfter", "01:00:00"), ("TypedTasks:Schedules", "manual"),
            ("TypedTasks:Retry:MaxRetries", "7"), ("TypedTasks:Retry:Delay", "00:00:03"), ("TypedTasks:EventLinkKey", Convert.ToBase64String(new byte[33])));
        var options = host.Services.GetRequiredService<IOptions<TypedTasksOptions>>().Value;
        Assert.Equal((TimeSpan.FromDays(3), TimeSpan.MaxValue, TimeSpan.FromDays(2)), (options.Retention, options.FailedRetention, options.FlowLifetime));
        Assert.Equal((true, true, 2048, TimeSpan.FromSeconds(5)), (options.OrderingKeys, options.Priorities, options.ClaimCheckBytes, options.CancellationLag));
        Assert.Equal((true, TimeSpan.FromHours(1), ScheduleMode.Manual, 33), (options.RecordHandOffs, options.QuietAfter, options.Schedules, options.EventLinkKey.Length));
        Assert.Equal((7, TimeSpan.FromSeconds(3), TimeSpan.FromHours(1)), (options.Retry.MaxRetries, options.Retry.Delay, options.Retry.MaxDelay));
    }

    [Fact]
    public void Options_of_tasks_come_before_their_attributes()
    {
        using var host = Build(
            b => b.AddRegistry(new Queued("photos.resize", "photos")),
            ("TypedTasks:Tasks:photos.resize:MaxRetries", "9"), ("TypedTasks:Tasks:photos.resize:RateLimit", "10/s"), ("TypedTasks:Tasks:photos.resize:MaxConcurrency", "2"), ("TypedTasks:Tasks:photos.resize:Queue", "slow"));
        var task = host.Services.GetRequiredService<TaskCatalog>().Find("photos.resize")!;
        Assert.Equal((9, new RateLimit(10, TimeSpan.FromSeconds(1)), 2, "slow"), (task.MaxRetries, task.RateLimit, task.MaxConcurrency, task.Queue));
    }

    [Fact]
    public void The_longest_route_counts_and_the_topology_knows_it_beside_the_queue_of_the_attribute()
    {
        using var host = Build(
            b => b.AddRegistry(new Queued("reports.sum", "reports")).AddRegistry(new Queued("reports.draw", null)).AddRegistry(new Queued("mail.send", "mail")).AddWorker(),
            o => o.Route("reports.*", queue: "slow").Route("*", "all"),
            ("TypedTasks:Routes:reports.sum", "sums"));
        var catalog = host.Services.GetRequiredService<TaskCatalog>();
        Assert.Equal(["sums", "slow", "all"], new[] { "reports.sum", "reports.draw", "mail.send" }.Select(catalog.Route!));
        Assert.Equal(["all", "mail", "reports", "slow", "sums", "typedtasks"], host.Services.GetRequiredService<ITaskQueues>().Names);
    }

    [Fact]
    public async Task A_routed_step_goes_by_the_queue_of_its_route_unless_the_call_names_one()
    {
        var broker = new InMemoryTransport();
        using var host = Build(b => b.AddTypedTasksHostingTestsTasks(), o => o.Route("desk.*", "slow"), broker);
        var client = host.Services.GetRequiredService<ITaskClient>();
        await client.EnqueueAsync(Post(1), Deadline);
        await client.EnqueueAsync(Post(1).OnQueue("mail"), Deadline);
        await client.SendAsync(Post(1), Deadline);
        Assert.Equal((2, 1, 0), (broker.Count("slow").Active, broker.Count("mail").Active, broker.Count(QueueNames.Default).Active));
    }

    private static IHost Build(Action<TypedTasksBuilder> configure, params (string Key, string Value)[] said) => Build(configure, static _ => { }, said);

    private static IHost Build(Action<TypedTasksBuilder> configure, Action<TypedTasksOptions> options, params (string Key, string Value)[] said) => Build(configure, options, new InMemoryTransport(), said);

    private static IHost Build(Action<TypedTasksBuilder> configure, Action<TypedTasksOptions> options, InMemoryTransport broker, params (string Key, string Value)[] said)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(said.Select(static s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Services.AddSingleton<ITransport>(broker);
        configure(builder.Services.AddTypedTasks(options).UseInMemoryStore());
        return builder.Build();
    }

    private sealed class Queued(string task, string? queue) : ITaskRegistry
    {
        public IReadOnlyList<TaskDefinition> Tasks { get; } = [new(task, static _ => ValueTask.CompletedTask) { Queue = queue }];

        public IReadOnlyList<System.Text.Json.Serialization.Metadata.IJsonTypeInfoResolver> JsonResolvers => [];
    }
}
