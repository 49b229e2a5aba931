using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Storage;
using TypedTasks.Testing;
using static TypedTasks.Hosting.Tests.Alerts.Watchman.Tasks;

namespace TypedTasks.Hosting.Tests.Alerts;

/// <summary>Who is told of flows that fail and are late, when, and how often.</summary>
public sealed class AlertTests
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;
    private readonly Watchman.Log log = new();

    [Fact]
    public async Task Flows_that_fail_in_the_same_way_are_told_of_once_and_the_others_apart()
    {
        await using var host = await StartAsync(static b => b.OnFailed(static alert => Tell(alert)));
        for (var i = 0; i < 3; i++)
            await host.Client.EnqueueAsync(Break($"part {i}").Named("machine"), Deadline);
        await host.Client.EnqueueAsync(Crack("glass").WithId("pane"), Deadline);
        await host.AdvanceAsync(TimeSpan.FromMinutes(1), Deadline);

        Assert.Equal(["watchman.break", "watchman.crack"], log.Told.Select(static a => a.Task).Order());
        var broken = Assert.Single(log.Told, static a => a.Task == "watchman.break");
        Assert.Equal((AlertKind.Failed, "machine", 3, "System.InvalidOperationException"), (broken.Kind, broken.FlowName, broken.Count, broken.ErrorType));
        Assert.Matches("^Flow .+ \\(machine\\) has failed in task watchman.break: System.InvalidOperationException: part [012] is broken$", broken.Text);
        var cracked = Assert.Single(log.Told, static a => a.Task == "watchman.crack");
        Assert.Equal(("pane", 1), (cracked.FlowId, cracked.Count));
        Assert.NotEqual(broken.Fingerprint, cracked.Fingerprint);

        // Nothing more has happened.
        await host.AdvanceAsync(TimeSpan.FromHours(2), Deadline);
        Assert.Equal(2, log.Told.Count);
    }

    [Fact]
    public async Task What_fails_again_soon_is_counted_and_told_when_the_time_is_over()
    {
        await using var host = await StartAsync(static b => b.OnFailed(static alert => Tell(alert), static o => o.Every = TimeSpan.FromMinutes(10)));
        for (var minute = 0; minute < 60; minute++)
        {
            await host.Client.EnqueueAsync(Break("it"), Deadline);
            await host.AdvanceAsync(TimeSpan.FromMinutes(1), Deadline);
        }

        await host.AdvanceAsync(TimeSpan.FromMinutes(20), Deadline);
        Assert.Equal([1, 10, 20, 30, 40, 50, 60], log.Told.Select(static a => a.Count));
    }

    [Fact]
    public async Task A_failure_that_the_flow_recovers_from_is_none()
    {
        await using var host = await StartAsync(static b => b.OnFailed(static alert => Tell(alert)));
        Assert.Equal(7, await host.RunAsync((Break("it") | Settle()).Recover(Mend()), Deadline));
        await host.AdvanceAsync(TimeSpan.FromMinutes(30), Deadline);
        Assert.Empty(log.Told);
    }

    [Fact]
    public async Task Of_a_flow_that_tells_and_fails_nobody_is_told()
    {
        await using var host = await StartAsync(static b => b.OnFailed(static alert => TellNobody(alert)).OnFailed(static alert => Tell(alert)));
        await host.Client.EnqueueAsync(Break("it").WithId("broken"), Deadline);
        await host.AdvanceAsync(TimeSpan.FromHours(3), Deadline);
        Assert.Equal("broken", Assert.Single(log.Told).FlowId);
        Assert.Equal(2, (await host.Client.ListPageAsync(new() { States = [FlowState.Failed] }, cancellationToken: Deadline)).Flows.Count);
    }

    [Fact]
    public async Task What_is_composed_wrongly_is_said_in_the_log_and_holds_nobody_up()
    {
        await using var host = await StartAsync(static b => b
            .OnFailed(static alert => Tell(alert).WithId("mine"))
            .OnFailed<Unit>(static alert => throw new NotSupportedException(alert.Text))
            .OnFailed(static alert => Tell(alert)));
        await host.Client.EnqueueAsync(Break("it"), Deadline);
        await host.AdvanceAsync(TimeSpan.FromHours(1), Deadline);
        Assert.Single(log.Told);
    }

    [Fact]
    public async Task A_flow_that_runs_longer_than_expected_is_late_and_told_of()
    {
        await using var host = await StartAsync(static b => b.OnLate(static alert => Tell(alert)));
        var start = host.Time.GetUtcNow();
        await host.Client.EnqueueAsync(Last(TimeSpan.FromMinutes(90)).Expect(TimeSpan.FromHours(1)).WithId("slow").Named("nightly"), Deadline);
        await host.Client.EnqueueAsync(Last(TimeSpan.FromMinutes(50)).Expect(TimeSpan.FromHours(1)).WithId("fast"), Deadline);
        await host.Client.EnqueueAsync(Last(TimeSpan.FromMinutes(90)).WithId("unawaited"), Deadline);
        await host.AdvanceAsync(TimeSpan.FromMinutes(59), Deadline);
        Assert.Empty(log.Told);
        Assert.Empty(await LateAsync(host));

        await host.AdvanceAsync(TimeSpan.FromMinutes(2), Deadline);
        var told = Assert.Single(log.Told);
        Assert.Equal((AlertKind.Late, "slow", "nightly", 1, start.AddHours(1)), (told.Kind, told.FlowId, told.FlowName, told.Count, told.At));
        Assert.Equal("Flow slow (nightly) is late: it was to end by 2026-01-01 01:00:00Z, and runs still.".Replace("2026-01-01 01:00:00Z", $"{start.AddHours(1):u}", StringComparison.Ordinal), told.Text);
        var late = Assert.Single(await LateAsync(host));
        Assert.Equal(("slow", true, start.AddHours(1)), (late.FlowId, late.IsLate, late.ExpectedAt));

        await host.AdvanceAsync(TimeSpan.FromHours(2), Deadline);
        Assert.Single(log.Told);
        Assert.Empty(await LateAsync(host));
        var ended = (await host.Client.GetAsync("slow", Deadline)).Flow;
        Assert.Equal((FlowState.Succeeded, false, start.AddHours(1)), (ended.State, ended.IsLate, ended.ExpectedAt));
    }

    [Fact]
    public async Task A_retry_is_expected_to_take_as_long_again()
    {
        await using var host = await StartAsync();
        var start = host.Time.GetUtcNow();
        await host.Client.EnqueueAsync((Break("it") >> Last(TimeSpan.FromMinutes(90))).Expect(TimeSpan.FromHours(1)).WithId("a"), Deadline);
        await host.AdvanceAsync(TimeSpan.FromMinutes(30), Deadline);
        Assert.Equal(start.AddHours(1), (await host.Client.GetAsync("a", Deadline)).Flow.ExpectedAt);
        Assert.Null((await host.Client.RetryAsync("a", Deadline)).Refusal);
        Assert.Equal(start.AddMinutes(90), (await host.Client.GetAsync("a", Deadline)).Flow.ExpectedAt);
    }

    [Fact]
    public async Task An_expectation_belongs_to_the_whole_flow_and_is_more_than_nothing()
    {
        await using var host = await StartAsync();
        Assert.Throws<ArgumentOutOfRangeException>(static () => Break("it").Expect(TimeSpan.Zero));
        Assert.Contains(
            "Expect(01:00:00) stands on a part of the flow",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.EnqueueAsync(Break("it") | Part(), Deadline).AsTask())).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "nobody would know that the flow is late (Expect(01:00:00))",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.SendAsync(Break("it").Expect(TimeSpan.FromHours(1)), Deadline).AsTask())).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceCollection().AddTypedTasks().OnFailed(static alert => Tell(alert), static o => o.Every = TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceCollection().AddTypedTasks().OnLate(static alert => Tell(alert), static o => o.Every = TimeSpan.FromDays(2)));

#pragma warning disable TT1017 // The analyzer says so too.
        static Signature<int, Unit> Part() => Watchman.Tasks.Count().Expect(TimeSpan.FromHours(1));
#pragma warning restore TT1017
    }

    [Fact]
    public async Task What_happened_while_no_process_ran_is_told_once_whoever_comes_first()
    {
        var time = new FakeTimeProvider(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var store = new InMemoryTaskStore(time);
        await using var broker = new InMemoryTransport(time);
        await using var front = Process("front", hooks: false);
        var client = front.GetRequiredService<ITaskClient>();
        await client.EnqueueAsync(Break("it").WithId("broken").Expect(TimeSpan.FromMinutes(1)), Deadline);
        await store.ExecuteAsync([new FinishFlow(new("broken", 0), FlowState.Failed, new(default, FailureJson()))], Deadline);
        await client.EnqueueAsync(Break("it").WithId("late").Expect(TimeSpan.FromMinutes(1)), Deadline);
        time.Advance(TimeSpan.FromHours(3));

        await using var one = Process("one", hooks: true);
        await using var two = Process("two", hooks: true);
        await Task.WhenAll(LookAsync(one), LookAsync(two));
        await LookAsync(one);
        Assert.Equal(["alert-failed0", "alert-late0"], await AlertsAsync());

        // A process that starts later knows too.
        time.Advance(TimeSpan.FromHours(1));
        await using var three = Process("three", hooks: true);
        await LookAsync(three);
        Assert.Equal(2, (await AlertsAsync()).Length);

        // Of what is long ago nobody is told, even where nobody was.
        time.Advance(TimeSpan.FromDays(2));
        await using var four = Process("four", hooks: true, more: true);
        await LookAsync(four);
        Assert.Equal(2, (await AlertsAsync()).Length);

        static ReadOnlyMemory<byte> FailureJson() => Serialization.FailureJson.Write(new("System.Exception", "it", null, "watchman.break", "", 0, []));

        async Task<string[]> AlertsAsync() => [.. (await client.ListPageAsync(new() { Prefix = "alert-" }, cancellationToken: Deadline)).Flows.Select(static f => f.FlowId[..f.FlowId.LastIndexOf('-')]).Order()];

        static async Task LookAsync(ServiceProvider process) => await process.GetServices<Upkeep.IUpkeepJob>().Single(static j => j.Name == "alerts").RunAsync([], Deadline);

        ServiceProvider Process(string name, bool hooks, bool more = false)
        {
            var services = new ServiceCollection();
            services.AddSingleton<TimeProvider>(time);
            services.AddSingleton<Transport.ITransport>(broker);
            services.AddSingleton<ITaskStore>(store);
            services.Configure<WorkerOptions>(o => o.Name = name);
            var builder = services.AddTypedTasks().AddTypedTasksHostingTestsTasks();
            if (hooks)
                builder.OnFailed(static alert => Tell(alert)).OnLate(static alert => Tell(alert)).OnQuiet(static alert => Tell(alert));
            if (more)
                builder.OnFailed(static alert => TellNobody(alert));
            return services.BuildServiceProvider();
        }
    }

    private static async Task<IReadOnlyList<FlowSummary>> LateAsync(TaskTestHost host) => (await host.Client.ListPageAsync(new() { IsLate = true }, cancellationToken: Deadline)).Flows;

    private async Task<TaskTestHost> StartAsync(Action<TypedTasksBuilder>? configure = null) => await TaskTestHost.StartAsync(
        builder =>
        {
            builder.Services.AddSingleton(log);
            builder.AddTypedTasksHostingTestsTasks();
            configure?.Invoke(builder);
        },
        Deadline);
}
