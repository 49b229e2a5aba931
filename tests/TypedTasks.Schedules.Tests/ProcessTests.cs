using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Hosting.Schedules;
using TypedTasks.Hosting.Upkeep;
using TypedTasks.Storage;
using TypedTasks.Testing;
using static TypedTasks.Schedules.Tests.Clockwork.Tasks;

namespace TypedTasks.Schedules.Tests;

/// <summary>Processes that come and go, and that do not agree.</summary>
public sealed class ProcessTests : IAsyncLifetime
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;
    private readonly FakeTimeProvider time = new(new(2026, 3, 1, 11, 30, 0, TimeSpan.Zero));
    private readonly InMemoryTransport broker;
    private readonly InMemoryTaskStore store;
    private readonly List<ServiceProvider> processes = [];

    public ProcessTests()
    {
        broker = new(time);
        store = new(time);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var process in processes)
            await process.DisposeAsync();
        await store.DisposeAsync();
    }

    [Theory]
    [InlineData("latest", "17", 5)]
    [InlineData("none", "", 6)]
    [InlineData("03:00:00", "15 16 17", 3)]
    [InlineData("1.00:00:00", "12 13 14 15 16 17", 0)]
    public async Task What_was_due_while_nobody_ran_is_made_up_for_as_the_policy_says(string missed, string runs, int left)
    {
        await LookAsync(Process("one", o => o.Missed = MissedRuns.Parse(missed)));
        time.Advance(TimeSpan.FromHours(6.2));
        var two = Process("two", o => o.Missed = MissedRuns.Parse(missed));
        await LookAsync(two);
        Assert.Equal(runs, string.Join(' ', (await RunsAsync(two)).Select(static r => r.Hour)));
        Assert.Equal(left, (await StatusAsync(two)).Missed);

        // And all is as ever from then on.
        time.Advance(TimeSpan.FromMinutes(17.5));
        await LookAsync(two);
        Assert.Equal(18, (await RunsAsync(two))[^1].Hour);
    }

    [Fact]
    public async Task What_is_a_little_late_was_not_missed()
    {
        await LookAsync(Process("one", static o => o.Missed = MissedRuns.None));
        time.Advance(TimeSpan.FromMinutes(30.9));
        var two = Process("two", static o => o.Missed = MissedRuns.None);
        await LookAsync(two);
        Assert.Equal([12], (await RunsAsync(two)).Select(static r => r.Hour));
    }

    [Fact]
    public async Task A_new_schedule_and_a_new_version_fill_nothing_of_the_past()
    {
        var one = Process("one", static o => o.Missed = MissedRuns.AllWithin(TimeSpan.FromDays(300)));
        await LookAsync(one);
        Assert.Empty(await RunsAsync(one));
        time.Advance(TimeSpan.FromHours(3.2));
        var two = Process("two", static o => (o.Version, o.Missed) = (2, MissedRuns.AllWithin(TimeSpan.FromDays(300))));
        await LookAsync(two);
        Assert.Empty(await RunsAsync(two));
        await LookAsync(one);
        Assert.Empty(await RunsAsync(two));
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(one)).Status);
        time.Advance(TimeSpan.FromMinutes(17.5));
        await LookAsync(two);
        Assert.Equal([15], (await RunsAsync(two)).Select(static r => r.Hour));
    }

    [Fact]
    public async Task Of_two_definitions_at_one_version_the_first_stands_and_the_other_process_says_so()
    {
        var (one, two) = (Process("one"), Process("two", static o => o.TimeZone = "Europe/Paris"));
        await LookAsync(one);
        time.Advance(TimeSpan.FromMinutes(29.5));
        await LookAsync(two);
        Assert.Empty(await RunsAsync(two));
        var health = await HealthAsync(two);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.StartsWith("Schedule 'work' is stored with another definition of the same version 1 (stored: '0 * * * *' in UTC)", health.Description, StringComparison.Ordinal);
        Assert.Contains("Another definition", (await Assert.ThrowsAsync<InvalidOperationException>(async () => await two.GetRequiredService<ISchedules>().RunNowAsync("work", Deadline))).Message, StringComparison.Ordinal);
        await LookAsync(one);
        Assert.Single(await RunsAsync(one));
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(one)).Status);
    }

    [Fact]
    public async Task A_function_that_throws_loses_nothing()
    {
        var one = Process("one");
        await LookAsync(one);
        var isBroken = true;
        var two = Process("two", compose: run => isBroken && run.LocalTime.Year > 2024 ? throw new InvalidOperationException("No such file.") : Work(run, TimeSpan.Zero));
        time.Advance(TimeSpan.FromMinutes(29.5));
        await LookAsync(two);
        Assert.Empty(await RunsAsync(two));
        Assert.Contains("Schedule 'work' cannot start its flow: No such file.", (await HealthAsync(two)).Description, StringComparison.Ordinal);
        isBroken = false;
        await LookAsync(two);
        Assert.Single(await RunsAsync(two));
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(two)).Status);
    }

    [Fact]
    public void Two_schedules_of_one_name_and_options_of_the_whole_flow_are_refused()
    {
        var services = new ServiceCollection();
        services.AddTypedTasks()
            .AddSchedule("work", "0 * * * *", static run => Work(run, TimeSpan.Zero))
            .AddSchedule("work", "5 * * * *", static run => Work(run, TimeSpan.Zero));
        using var provider = services.BuildServiceProvider();
        Assert.Contains("Two schedules are called 'work'", Assert.Throws<InvalidOperationException>(provider.GetRequiredService<ISchedules>).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_names_a_flow_is_refused()
    {
        var one = Process("one", compose: static run => Work(run, TimeSpan.Zero).WithId("mine"));
        await LookAsync(one);
        time.Advance(TimeSpan.FromMinutes(29.5));
        await LookAsync(one);
        Assert.Contains("has WithId(\"mine\")", (await HealthAsync(one)).Description, StringComparison.Ordinal);
    }

    private static async Task LookAsync(ServiceProvider process) => await process.GetServices<IUpkeepJob>().OfType<ScheduleJob>().Single().RunAsync([], Deadline);

    private static async Task<ScheduleStatus> StatusAsync(ServiceProvider process) => Assert.Single(await process.GetRequiredService<ISchedules>().ListAsync(cancellationToken: Deadline));

    // The first messages wait at the broker, or are there: what they are for stands in their ids.
    private async Task<IReadOnlyList<DateTimeOffset>> RunsAsync(ServiceProvider process)
    {
        var flows = await store.QueryAsync(new ListFlows(new(), null, 1000), Deadline);
        Assert.All(flows, static f => Assert.Equal("work", f.Name));
        var table = Timetable.TryCreate("0 * * * *", "UTC", out _)!;
        var own = process.GetRequiredService<ScheduleBook>().Find("work")!;
        List<DateTimeOffset> runs = [];
        for (var next = table.Next(time.GetUtcNow().AddDays(-1)); next!.At < time.GetUtcNow().AddHours(2); next = table.Next(next.At))
        {
            if (flows.Any(f => f.Key.FlowId == own.FlowIdOf(next)))
                runs.Add(next.At);
        }

        Assert.Equal(flows.Count, runs.Count);
        return runs;
    }

    private static Task<HealthReportEntry> HealthAsync(ServiceProvider process) =>
        process.GetRequiredService<HealthCheckService>().CheckHealthAsync(Deadline).ContinueWith(static r => r.Result.Entries["typedtasks"], TaskScheduler.Default);

    private ServiceProvider Process(string name, Action<ScheduleOptions>? configure = null, Func<ScheduledRun, ISignature<Unit>>? compose = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<Transport.ITransport>(broker);
        services.AddSingleton<ITaskStore>(store);
        services.AddHealthChecks().AddTypedTasks();
        services.Configure<WorkerOptions>(o => o.Name = name);
        services.AddTypedTasks().AddSchedule("work", "0 * * * *", compose ?? (static run => Work(run, TimeSpan.Zero)), o =>
        {
            o.Overlap = ScheduleOverlap.Allow;
            configure?.Invoke(o);
        });
        processes.Add(services.BuildServiceProvider());
        return processes[^1];
    }
}
