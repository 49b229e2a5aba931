using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Testing;
using static TypedTasks.Schedules.Tests.Clockwork.Tasks;

namespace TypedTasks.Schedules.Tests;

/// <summary>What starts by the clock, from the attribute or the builder to the run, in memory and on a clock of its own.</summary>
public sealed class ScheduleTests
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;
    private static readonly DateTimeOffset Midnight = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly RunLog log = new();

    [Fact]
    public async Task A_task_that_is_marked_runs_at_its_local_time_each_day()
    {
        await using var host = await StartAsync();
        await host.AdvanceAsync(TimeSpan.FromDays(3), Deadline);

        // Three in Paris is two in Greenwich.
        Assert.Equal([Midnight.AddHours(2), Midnight.AddHours(26), Midnight.AddHours(50)], log.Runs.Select(static r => r.Occurrence.ToUniversalTime()));
        Assert.All(log.Runs, static r => Assert.Equal(("clockwork.report", 3, false), (r.Name, r.LocalTime.Hour, r.IsSecond)));
        Assert.Equal([null, log.Runs.First().Occurrence, log.Runs.ElementAt(1).Occurrence], log.Runs.Select(static r => r.Previous));
        Assert.Equal(log.Runs.Select(static r => r.Occurrence), log.Started);
    }

    [Fact]
    public async Task A_whole_flow_is_composed_from_its_occurrence()
    {
        await using var host = await StartAsync(static b => b.AddSchedule("nightly", "30 22 * * *", static run => Load(run.Date) | Render()));
        await host.AdvanceAsync(TimeSpan.FromHours(23), Deadline);
        var flow = Assert.Single(host.Flows, static f => f.Text.Contains("render", StringComparison.Ordinal));
        Assert.Equal("2026-01-01", await host.Client.GetHandle<string>(flow.FlowId).WaitAsync(Deadline));
        Assert.Equal("nightly", (await host.Client.GetStatusAsync(flow.FlowId, Deadline)).Name);
        var status = await StatusAsync(host, "nightly");
        Assert.Equal((1, "30 22 * * *", false), (status.Started, status.Cron, status.IsPaused));
        Assert.Equal([Midnight.AddHours(46.5), Midnight.AddHours(70.5)], status.Next);
    }

    [Theory]
    [InlineData(ScheduleOverlap.Skip, "0 3 6", "0 3 6", 6)]
    [InlineData(ScheduleOverlap.Allow, "0 1 2 3 4 5 6 7 8", "0 1 2 3 4 5 6 7 8", 0)]
    [InlineData(ScheduleOverlap.CancelOther, "0 1 2 3 4 5 6 7 8", "", 0)]
    [InlineData(ScheduleOverlap.QueueOne, "0 1 3 5", "0 2.4 4.8 7.2", 4)]
    [InlineData(ScheduleOverlap.QueueAll, "0 1 2 3", "0 2.4 4.8 7.2", 0)]
    public async Task What_is_due_while_another_one_runs_is_dealt_with_as_the_overlap_says(ScheduleOverlap overlap, string occurrences, string starts, int skipped)
    {
        await using var host = await StartAsync(b => b.AddSchedule("work", "0 * * * *", static run => Work(run, TimeSpan.FromHours(2.4)), o => o.Overlap = overlap));

        // The first hour that is to come is one o'clock.
        await host.AdvanceAsync(TimeSpan.FromHours(9.75), Deadline);
        var own = log.Runs.Zip(log.Started).Where(static r => r.First.Name == "work").ToList();
        Assert.Equal(Hours(occurrences), own.Select(static r => (r.First.Occurrence - Midnight).TotalHours - 1));
        Assert.Equal(Hours(starts.Length == 0 ? occurrences : starts), own.Select(static r => Math.Round((r.Second - Midnight).TotalHours - 1, 2)));
        Assert.Equal(skipped, (await StatusAsync(host, "work")).Skipped);
        if (overlap == ScheduleOverlap.CancelOther)
            Assert.Empty(log.Ended);
    }

    [Fact]
    public async Task A_run_that_had_failed_and_was_retried_counts_as_running()
    {
        await using var host = await StartAsync(static b => b.AddSchedule("work", "0 * * * *", static run => FailFirst(run).WithRetry(static p => p with { MaxRetries = 0 })));

        // The run of one o'clock fails, that of two runs until half past four; then somebody retries the first one.
        await host.AdvanceAsync(TimeSpan.FromHours(4.5), Deadline);
        var failed = Assert.Single((await host.Client.ListPageAsync(new() { States = [FlowState.Failed] }, cancellationToken: Deadline)).Flows);
        Assert.Null((await host.Client.RetryAsync(failed.FlowId, Deadline)).Refusal);
        await host.AdvanceAsync(TimeSpan.FromHours(4.25), Deadline);

        // What is due at five and six finds it running, what is due at seven does not.
        Assert.Equal([1.0, 2, 1, 7], WorkHours());
        Assert.Equal(5, (await StatusAsync(host, "work")).Skipped);
    }

    [Fact]
    public async Task A_schedule_is_deleted_once_no_process_has_it()
    {
        var time = new FakeTimeProvider(Midnight);
        await using var store = new InMemoryTaskStore(time);
        await using var broker = new InMemoryTransport(time);
        await using var before = Process("before", "work");
        await using var after = Process("after", "other");
        await LookAsync(before);
        await LookAsync(after);
        var schedules = after.GetRequiredService<ISchedules>();
        Assert.Equal(["other", "work"], await NamesAsync());
        Assert.Contains("in the code of this process", (await Assert.ThrowsAsync<InvalidOperationException>(() => schedules.DeleteAsync("other", Deadline).AsTask())).Message, StringComparison.Ordinal);

        // The other process runs, and then has run lately.
        for (var minute = 0; minute < 10; minute++)
        {
            Assert.Contains("A process has schedule 'work'", (await Assert.ThrowsAsync<InvalidOperationException>(() => schedules.DeleteAsync("work", Deadline).AsTask())).Message, StringComparison.Ordinal);
            time.Advance(TimeSpan.FromMinutes(1));
            await LookAsync(before);
        }

        time.Advance(TimeSpan.FromMinutes(3.1));
        Assert.True(await schedules.DeleteAsync("work", Deadline));
        Assert.False(await schedules.DeleteAsync("work", Deadline));
        Assert.Equal(["other"], await NamesAsync());

        async Task<IEnumerable<string>> NamesAsync() => (await schedules.ListAsync(0, Deadline)).Select(static s => s.Name);

        ServiceProvider Process(string name, string schedule)
        {
            var services = new ServiceCollection();
            services.AddSingleton<TimeProvider>(time);
            services.AddSingleton<Transport.ITransport>(broker);
            services.AddSingleton<Storage.ITaskStore>(store);
            services.Configure<WorkerOptions>(o => o.Name = name);
            services.AddTypedTasks().AddSchedule(schedule, "0 * * * *", static run => Work(run, TimeSpan.Zero));
            return services.BuildServiceProvider();
        }

        static async Task LookAsync(ServiceProvider process) => await process.GetServices<Hosting.Upkeep.IUpkeepJob>().OfType<Hosting.Schedules.ScheduleJob>().Single().RunAsync([], Deadline);
    }

    [Fact]
    public async Task What_was_due_while_it_was_paused_does_not_run_until_it_is_filled_in()
    {
        await using var host = await StartAsync(static b => b.AddSchedule("work", "0 * * * *", static run => Work(run, TimeSpan.Zero), static o => o.Missed = MissedRuns.AllWithin(TimeSpan.FromDays(1))));
        var schedules = host.Services.GetRequiredService<ISchedules>();
        await host.AdvanceAsync(TimeSpan.FromHours(1.5), Deadline);
        await schedules.PauseAsync("work", Deadline);
        await host.AdvanceAsync(TimeSpan.FromHours(4), Deadline);
        Assert.Equal([1.0], WorkHours());
        Assert.True((await StatusAsync(host, "work")).IsPaused);
        await schedules.ResumeAsync("work", Deadline);
        await host.AdvanceAsync(TimeSpan.FromHours(1), Deadline);
        Assert.Equal([1.0, 6], WorkHours());

        // One o'clock has run, and does not run again.
        Assert.Equal(5, await schedules.BackfillAsync("work", Midnight.AddHours(1), Midnight.AddHours(6), Deadline));
        await host.AdvanceAsync(TimeSpan.FromMinutes(1), Deadline);
        Assert.Equal([1.0, 6, 2, 3, 4, 5], WorkHours());
        Assert.Equal(0, (await StatusAsync(host, "work")).Waiting);
        Assert.Equal(Midnight.AddHours(6), (await StatusAsync(host, "work")).LastStarted);
    }

    [Fact]
    public async Task A_run_that_somebody_asks_for_starts_at_once_and_later_ones_see_it()
    {
        await using var host = await StartAsync(static b => b.AddSchedule("work", "0 * * * *", static run => Work(run, TimeSpan.FromHours(0.75))));
        var schedules = host.Services.GetRequiredService<ISchedules>();
        await host.AdvanceAsync(TimeSpan.FromHours(0.5), Deadline);
        var flow = await schedules.RunNowAsync("work", Deadline);
        await host.RunUntilIdleAsync(Deadline);
        Assert.Equal([0.5], WorkHours());
        await host.AdvanceAsync(TimeSpan.FromHours(1), Deadline);
        Assert.Equal([0.5], WorkHours());
        Assert.Equal(1, (await StatusAsync(host, "work")).Skipped);
        Assert.Equal(FlowState.Succeeded, (await host.Client.GetStatusAsync(flow, Deadline)).State);
        await host.AdvanceAsync(TimeSpan.FromHours(1), Deadline);
        Assert.Equal([0.5, 2], WorkHours());
        Assert.Contains("no schedule 'other'", (await Assert.ThrowsAsync<ArgumentException>(async () => await schedules.RunNowAsync("other", Deadline))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_starts_by_hand_starts_only_what_it_is_asked_for()
    {
        await using var host = await StartAsync(static b =>
        {
            b.Services.Configure<TypedTasksOptions>(static o => o.Schedules = ScheduleMode.Manual);
            b.AddSchedule("work", "0 * * * *", static run => Work(run, TimeSpan.Zero));
        });
        var schedules = host.Services.GetRequiredService<ISchedules>();
        await host.AdvanceAsync(TimeSpan.FromHours(5), Deadline);
        Assert.Empty(log.Runs);
        await schedules.RunNowAsync("work", Deadline);
        Assert.Equal(2, await schedules.BackfillAsync("work", Midnight.AddHours(1), Midnight.AddHours(3), Deadline));
        await host.AdvanceAsync(TimeSpan.FromHours(2), Deadline);
        Assert.Equal([5.0, 1, 2], WorkHours());
    }

    [Fact]
    public async Task Jitter_spreads_starts_and_is_the_same_for_the_same_occurrence()
    {
        List<DateTimeOffset>? first = null;
        for (var i = 0; i < 2; i++)
        {
            log.Runs.Clear();
            log.Started.Clear();
            await using var host = await StartAsync(static b => b.AddSchedule("work", "0 4-23 * * *", static run => Work(run, TimeSpan.Zero), static o => o.Jitter = TimeSpan.FromMinutes(10)));
            await host.AdvanceAsync(TimeSpan.FromDays(1), Deadline);
            var late = log.Runs.Zip(log.Started).Where(static r => r.First.Name == "work").Select(static r => r.Second - r.First.Occurrence).ToList();
            Assert.Equal(20, late.Count);
            Assert.All(late, static l => Assert.InRange(l, TimeSpan.Zero, TimeSpan.FromMinutes(10)));
            Assert.True(late.Distinct().Count() > 15);
            first ??= [.. log.Started];
            Assert.Equal(first, log.Started);
        }
    }

    [Theory]
    [InlineData("0 3 31 2 *", "UTC", "never comes")]
    [InlineData("0 3 1 * MON#2", "UTC", "never comes")]
    [InlineData("0 3 * *", "UTC", "'0 3 * *' is no cron expression: it has 4 fields; write five")]
    [InlineData("", "UTC", "'' is no cron expression: it has 0 fields")]
    [InlineData("@reboot", "UTC", "is no cron expression: it is none of @hourly, @daily")]
    [InlineData("H 3 * * *", "UTC", "is no cron expression: H stands for a value that is drawn")]
    [InlineData("60 3 * * *", "UTC", "is no cron expression: The given cron expression has an invalid format. Minutes: Value must be a number between 0 and 59")]
    [InlineData("0 3 * * *", "Europe/Pariss", "time zone 'Europe/Pariss' is not known here")]
    [InlineData("0 3 * * *", "", "time zone '' is not known here")]
    [InlineData("0 3 * * *", null, "time zone '' is not known here")]
    public void What_cannot_be_is_told_where_it_is_written(string cron, string? zone, string says)
    {
        var builder = new ServiceCollection().AddTypedTasks();
        var refused = Assert.Throws<InvalidOperationException>(() => builder.AddSchedule("nightly", cron, static run => Load(run.Date), o => o.TimeZone = zone!));
        Assert.Contains("Schedule 'nightly'", refused.Message, StringComparison.Ordinal);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_occurrence_cannot_have_is_refused_in_words()
    {
        await using var host = await StartAsync(static b => b
            .AddSchedule("id", "0 9 * * *", static run => Load(run.Date).WithId("a"))
            .AddSchedule("unique", "0 9 * * *", static run => Load(run.Date).Unique("a"))
            .AddSchedule("turn", "0 9 * * *", static run => Load(run.Date).InTurn("a"))
            .AddSchedule("named", "0 9 * * *", static run => Load(run.Date).Named("a")));
        var schedules = host.Services.GetRequiredService<ISchedules>();
        foreach (var (name, option) in new[] { ("id", "WithId(\"a\")"), ("unique", "Unique(\"a\")"), ("turn", "InTurn(\"a\")") })
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => schedules.RunNowAsync(name, Deadline).AsTask());
            Assert.StartsWith($"What schedule '{name}' composes has {option}, but an occurrence names its flow", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal("a", (await host.Client.GetStatusAsync(await schedules.RunNowAsync("named", Deadline), Deadline)).Name);
    }

    [Fact]
    public async Task Two_schedules_of_one_name_stop_the_start()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(static b => b
            .AddSchedule("twice", "0 9 * * *", static run => Load(run.Date))
            .AddSchedule("twice", "0 10 * * *", static run => Load(run.Date))));
        Assert.StartsWith("Two schedules are called 'twice'", refused.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<double> Hours(string text) => text.Split(' ').Select(static h => double.Parse(h, System.Globalization.CultureInfo.InvariantCulture));

    private IEnumerable<double> WorkHours() => log.Runs.Where(static r => r.Name == "work").Select(static r => (r.Occurrence - Midnight).TotalHours);

    private static async Task<ScheduleStatus> StatusAsync(TaskTestHost host, string name) =>
        Assert.Single(await host.Services.GetRequiredService<ISchedules>().ListAsync(2, Deadline), s => s.Name == name);

    private async Task<TaskTestHost> StartAsync(Action<TypedTasksBuilder>? configure = null)
    {
        var host = await TaskTestHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(log);
                builder.AddTypedTasksSchedulesTestsTasks();
                configure?.Invoke(builder);
            },
            Deadline);
        log.Time = host.Time;
        return host;
    }
}
