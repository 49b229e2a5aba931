using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks.Emulator;
using static TypedTasks.Schedules.Tests.Clockwork.Tasks;

namespace TypedTasks.Schedules.Tests;

/// <summary>Schedules over the emulator with SQLite, by the clock on the wall.</summary>
public sealed class EmulatorTests
{
    private readonly RunLog log = new();

    [Fact]
    public async Task Two_processes_start_each_occurrence_once_and_in_time()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var folder = new TemporaryFolder();
        await using var emulator = await ServiceBusEmulator.StartAsync(new() { Queues = { new() { Name = QueueNames.Default } } });
        using var one = Host("one", emulator, folder);
        using var other = Host("two", emulator, folder);
        await one.StartAsync(patience.Token);
        await other.StartAsync(patience.Token);
        while (log.Runs.Count < 20)
            await Task.Delay(50, patience.Token);
        await one.StopAsync(patience.Token);
        await other.StopAsync(patience.Token);

        var runs = log.Runs.ToArray();
        Assert.Equal(runs.Length, runs.Select(static r => r.Occurrence).Distinct().Count());
        var ordered = runs.Select(static r => r.Occurrence).Order().ToArray();
        Assert.All(ordered.Zip(ordered.Skip(1)).Take(18), static p => Assert.Equal(TimeSpan.FromSeconds(1), p.Second - p.First));

        // Not a measurement: only that the broker holds what is to come.
        var late = log.Runs.Zip(log.Started).Skip(5).Select(static r => r.Second - r.First.Occurrence).Order().ToArray();
        Assert.True(late[0] >= TimeSpan.FromMilliseconds(-50), $"{late[0]} too early");
        Assert.True(late[late.Length / 2] < TimeSpan.FromSeconds(1), $"{late[late.Length / 2]} too late");
    }

    private IHost Host(string name, ServiceBusEmulator emulator, TemporaryFolder folder)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton(log);
        builder.Services.Configure<WorkerOptions>(o => o.Name = name);
        builder.Services.AddTypedTasks()
            .UseAmqp(emulator.ConnectionString)
            .UseSqlite(folder["tasks.db"])
            .AddWorker()
            .AddTypedTasksSchedulesTestsTasks()
            .AddSchedule("seconds", "* * * * * *", static run => Work(run, TimeSpan.Zero), static o => o.Overlap = ScheduleOverlap.Allow);
        return builder.Build();
    }
}
