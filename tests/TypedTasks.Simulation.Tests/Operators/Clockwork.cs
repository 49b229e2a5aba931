using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Client;
using TypedTasks.Hosting.Schedules;
using TypedTasks.Hosting.Shared;
using TypedTasks.Hosting.Upkeep;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

/// <summary>
/// A schedule beside the flow under test: each worker proposes its occurrences, by a clock of its own that is up to a minute off. After some minutes somebody pauses it, when what was due is decided.
/// </summary>
internal sealed class Clockwork
{
    public const string Name = "clockwork";

    private static readonly string[] Crons = ["*/20 * * * * *", "* * * * *", "*/3 * * * *"];
    private static readonly string[] Windows = ["none", "latest", "1.00:00:00"];

    private readonly SimWorld world;
    private readonly SimRandom random;
    private readonly string cron;
    private readonly ScheduleOptions options;
    private readonly DateTimeOffset until;
    private readonly ISchedules schedules;
    private bool isAsked;

    public Clockwork(SimWorld world, SimRandom random)
    {
        (this.world, this.random) = (world, random);
        options = new()
        {
            Overlap = (ScheduleOverlap)random.Below(5),
            Missed = MissedRuns.Parse(random.Pick(Windows)),
            Jitter = TimeSpan.FromSeconds(random.Below(2) * 10),
        };

        // More may not wait than 1,000, and what is queued takes its time.
        cron = options.Overlap == ScheduleOverlap.QueueAll ? Crons[2] : random.Pick(Crons);
        until = SimWorld.Start + TimeSpan.FromMinutes(random.Between(4, 15));
        Watch = new(world, Name, cron, options);
        schedules = Services(null, TimeSpan.Zero).GetRequiredService<ISchedules>();
    }

    /// <summary>What was decided so far.</summary>
    public ScheduleWatch Watch { get; }

    /// <summary>Whether it is paused for good.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Lets a worker propose what is due.</summary>
    public void Start(SimProcess process, CancellationToken stopping)
    {
        var services = Services(process, TimeSpan.FromSeconds(random.Between(-60, 60)));
        var job = services.GetServices<IUpkeepJob>().OfType<ScheduleJob>().Single();
        _ = new UpkeepLoop(
            services.GetRequiredService<FlowStore>(),
            [job],
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<IOptions<WorkerOptions>>(),
            NullLogger<UpkeepLoop>.Instance).RunAsync([SimWorld.Queue], stopping);
    }

    /// <summary>Pauses it when it has run for long enough, and nothing that was due is undecided.</summary>
    public void Act()
    {
        if (isAsked || world.Now < until || Watch.IsBehind)
            return;
        isAsked = true;
        _ = PauseAsync();
    }

    private async Task PauseAsync()
    {
        while (!IsPaused)
        {
            try
            {
                await schedules.PauseAsync(Name);
                IsPaused = true;
            }
            catch (StoreException e)
            {
                world.Trace(null, $"pausing failed: {e.Message}");
                await SimClock.WaitAsync(world.Time, TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }

    private ServiceProvider Services(SimProcess? process, TimeSpan skew)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new SkewedTime(world.Time, skew));
        services.AddSingleton<Nonces>(new SimNonces(world));
        services.AddSingleton<ITransport>(new SimTransport(world, process));
        services.AddSingleton<ITaskStore>(new SimStore(world, process));
        services.Configure<WorkerOptions>(o => o.Name = $"worker {process?.Id}");
        services.AddTypedTasks(static o => o.OrderingKeys = true).AddRegistry(new SimRegistry(world)).AddSchedule(Name, cron, Compose, o =>
        {
            o.Overlap = options.Overlap;
            o.Missed = options.Missed;
            o.Jitter = options.Jitter;
        });
        return services.BuildServiceProvider();
    }

    // Some take longer than the pause to the next one.
    private static SimSignature Compose(ScheduledRun run) =>
        SimSignature.Child(TimeSpan.FromSeconds(((run.LocalTime.Minute * 17) + run.LocalTime.Second) % 45));
}
