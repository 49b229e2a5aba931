using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Testing;
using static TypedTasks.Schedules.Tests.Clockwork.Tasks;

namespace TypedTasks.Schedules.Tests;

/// <summary>A leap year of five schedules, against days counted by hand.</summary>
public sealed class YearTests
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(8)).Token;
    private readonly RunLog log = new();

    [Fact]
    public async Task In_366_days_every_occurrence_of_five_schedules_runs_once_at_its_time()
    {
        await using var host = await TaskTestHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(log);
                builder.Services.Configure<WorkerOptions>(static o => o.ReconcileInterval = TimeSpan.FromHours(6));
                builder.AddTypedTasksSchedulesTestsTasks();
                Add(builder, "two-hourly", "0 */2 * * *", "UTC");
                Add(builder, "night", "30 2 * * *", "America/New_York");
                Add(builder, "office", "0 9 * * 1-5", "Asia/Tokyo");
                Add(builder, "month", "0 12 L * *", "Australia/Lord_Howe");
            },
            Deadline);
        log.Time = host.Time;
        var start = host.Time.GetUtcNow();
        for (var day = 0; day < 366; day++)
            await host.AdvanceAsync(TimeSpan.FromDays(1), Deadline);

        Assert.Equal(366 * 12, Of("two-hourly").Count);
        Assert.Equal(Enumerable.Range(1, (366 * 12) - 1).Select(i => start.AddHours(2 * i)), Of("two-hourly").Take((366 * 12) - 1));
        Assert.Equal(Days(start, "America/New_York", new(2, 30), static _ => true), Of("night"));
        Assert.Equal(Days(start, "Asia/Tokyo", new(9, 0), static d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)), Of("office"));
        Assert.Equal(Days(start, "Australia/Lord_Howe", new(12, 0), static d => d.AddDays(1).Day == 1), Of("month"));
        Assert.Equal(Days(start, "Europe/Paris", new(3, 0), static _ => true), Of("clockwork.report"));
        Assert.All(log.Runs.Zip(log.Started), static r => Assert.Equal(r.First.Occurrence, r.Second));
    }

    private static void Add(TypedTasksBuilder builder, string name, string cron, string zone) =>
        builder.AddSchedule(name, cron, static run => Work(run, TimeSpan.Zero), o => o.TimeZone = zone);

    private List<DateTimeOffset> Of(string name) => [.. log.Runs.Where(r => r.Name == name).Select(static r => r.Occurrence.ToUniversalTime())];

    private static IEnumerable<DateTimeOffset> Days(DateTimeOffset start, string zone, TimeOnly time, Func<DateOnly, bool> fits)
    {
        var known = TimeZoneInfo.FindSystemTimeZoneById(zone);
        for (var day = DateOnly.FromDateTime(start.DateTime).AddDays(-1); day <= DateOnly.FromDateTime(start.DateTime).AddDays(367); day = day.AddDays(1))
        {
            var local = day.ToDateTime(time);
            while (known.IsInvalidTime(local))
                local = local.AddMinutes(1);
            var offset = known.IsAmbiguousTime(local) ? known.GetAmbiguousTimeOffsets(local).Max() : known.GetUtcOffset(local);
            var at = new DateTimeOffset(local, offset).ToUniversalTime();
            if (fits(day) && at > start && at <= start.AddDays(366))
                yield return at;
        }
    }
}
