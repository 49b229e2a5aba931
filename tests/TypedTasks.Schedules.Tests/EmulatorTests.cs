using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks.Emulator;
using static TypedTasks.Schedules.Tests.Clockwork.Tasks;

namespace TypedTasks.Schedules.Tests;

/// <summary>Schedules over the emulator with SQLite, by the clock on the wall.</summary>
public sealed class EmulatorTests(Xunit.Abstractions.ITestOutputHelper output)
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

    /// <summary>A measurement where TYPEDTASKS_FIRINGS asks for 6,000 or more, on a machine that does nothing else; otherwise only that each comes once.</summary>
    [Fact]
    public async Task Sixty_schedules_start_their_flows_on_the_second()
    {
        const int schedules = 60;
        var wanted = Setting.Number("TYPEDTASKS_FIRINGS", 300);
        var warm = 10 * schedules;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90 + (3.0 * wanted / schedules)));
        using var folder = new TemporaryFolder();
        await using var emulator = await ServiceBusEmulator.StartAsync(new() { Queues = { new() { Name = QueueNames.Default } } });
        using var host = Host("one", emulator, folder, schedules);
        await host.StartAsync(patience.Token);
        while (log.Runs.Count < warm + wanted)
            await Task.Delay(50, patience.Token);
        await host.StopAsync(patience.Token);

        var runs = log.Runs.Zip(log.Started).ToArray();
        Assert.Equal(runs.Length, runs.Select(static r => (r.First.Name, r.First.Occurrence)).Distinct().Count());
        var off = runs.Skip(warm).Take(wanted).Select(static r => (r.Second - r.First.Occurrence).TotalMilliseconds).Order().ToArray();
        var within = off.Count(static ms => ms is >= -50 and <= 50) / (double)off.Length;
        output.WriteLine($"{off.Length} firings of {schedules} schedules: {within:P2} within 50 ms; earliest {off[0]:F1} ms, half {off[off.Length / 2]:F1} ms, 99 % {off[(int)(off.Length * 0.99)]:F1} ms, latest {off[^1]:F1} ms");
        if (wanted >= 6000)
            Assert.True(within >= 0.99, $"{within:P2} within 50 ms");
    }

    private IHost Host(string name, ServiceBusEmulator emulator, TemporaryFolder folder, int schedules = 1)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton(log);
        builder.Services.Configure<WorkerOptions>(o => o.Name = name);
        var tasks = builder.Services.AddTypedTasks()
            .UseAmqp(emulator.ConnectionString)
            .UseSqlite(folder["tasks.db"])
            .AddWorker()
            .AddTypedTasksSchedulesTestsTasks();
        for (var i = 0; i < schedules; i++)
            tasks.AddSchedule($"seconds-{i}", "* * * * * *", static run => Work(run, TimeSpan.Zero), static o => o.Overlap = ScheduleOverlap.Allow);
        return builder.Build();
    }
}
