using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Hosting.Schedules;
using TypedTasks.Hosting.Upkeep;
using TypedTasks.Storage;
using TypedTasks.Testing;
using static TypedTasks.Schedules.Tests.Clockwork.Tasks;

namespace TypedTasks.Schedules.Tests.Nodes;

/// <summary>
/// Three nodes whose clocks are up to a minute off, that die and come again, over one store that fails now and then: one seed is one history. What they have started, skipped and missed is compared with
/// every occurrence that there was.
/// </summary>
internal sealed class NodesRun : IAsyncDisposable
{
    private const string Name = "work";
    private static readonly string[] Crons = ["*/20 * * * * *", "*/2 * * * *", "0 * * * *", "30 1-3 * * *"];
    private static readonly string[] Zones = ["UTC", "Europe/Paris", "America/New_York"];

    private readonly Random random;
    private readonly FakeTimeProvider truth;
    private readonly InMemoryTaskStore store;
    private readonly InMemoryTransport broker;
    private readonly ServiceProvider?[] nodes = new ServiceProvider?[3];
    private readonly TimeSpan[] skews = new TimeSpan[3];
    private readonly UnsteadyStore unsteady;
    private readonly string cron;
    private readonly ScheduleOptions options;
    private readonly DateTimeOffset start;
    private readonly List<DateTimeOffset> passes = [];

    public NodesRun(int seed, ScheduleOverlap overlap, MissedRuns missed, Func<StoreOperation, StoreOperation>? alter = null)
    {
        random = new(seed);

        // Sometimes in the night of a clock change.
        start = random.Next(2) == 0 ? new(2026, 3, 28, 22, 0, 0, TimeSpan.Zero) : new(2026, 10, 24, 22, 0, 0, TimeSpan.Zero);
        truth = new(start);
        store = new(truth);
        broker = new(truth);
        unsteady = new(store, random, alter ?? (static o => o));

        // More may not wait than 1,000, which an outage of hours fills where every 20 seconds something is due.
        cron = Crons[random.Next(overlap == ScheduleOverlap.QueueAll ? 1 : 0, Crons.Length)];
        options = new() { TimeZone = Zones[random.Next(Zones.Length)], Overlap = overlap, Missed = missed, Jitter = TimeSpan.FromSeconds(random.Next(2) * 25) };
        for (var i = 0; i < skews.Length; i++)
            skews[i] = TimeSpan.FromSeconds(random.Next(-60, 61));
    }

    /// <summary>Runs the history; yields what is wrong with it, or null.</summary>
    public async Task<string?> RunAsync()
    {
        // It is stored while nothing fails, so that all there is to be counted begins with it.
        unsteady.IsSteady = true;
        await PassAsync(0);
        unsteady.IsSteady = false;
        var after = (await StateAsync()).After;
        for (var step = 0; step < 80; step++)
        {
            truth.Advance(TimeSpan.FromSeconds(random.Next(100) switch { < 2 => random.Next(3600, 14400), < 10 => random.Next(60, 600), _ => random.Next(1, 20) }));
            await EndAsync(random.Next(4) == 0 ? 3 : 8);
            for (var node = 0; node < nodes.Length; node++)
            {
                if (random.Next(15) == 0)
                    await StopAsync(node);
                if (random.Next(3) > 0)
                    await PassAsync(node);
            }

            if (await OverlapAsync() is { } two)
                return $"{two} (step {step})";
        }

        return await EndAllAsync(after);
    }

    public async ValueTask DisposeAsync()
    {
        for (var node = 0; node < nodes.Length; node++)
            await StopAsync(node);
        await store.DisposeAsync();
    }

    private async Task<string?> EndAllAsync(DateTimeOffset after)
    {
        unsteady.IsSteady = true;
        for (var i = 0; i < 2000; i++)
        {
            await EndAsync(1);
            for (var node = 0; node < nodes.Length; node++)
                await PassAsync(node);
            if (i > 20 && (await StateAsync()).Waiting.Count == 0)
                break;
        }

        var state = await StateAsync();
        var table = Timetable.TryCreate(cron, options.TimeZone, out _)!;
        List<Occurrence> all = [];
        for (var next = table.Next(after); next is not null && next.At <= state.Last?.At; next = table.Next(next.At))
            all.Add(next);
        var flows = await store.QueryAsync(new ListFlows(new(), null, 100_000), CancellationToken.None);
        var about = $"{cron} in {options.TimeZone}, {options.Overlap}, {options.Missed}, jitter {options.Jitter}: of {all.Count} occurrences {flows.Count} flows, {state.Started} started, {state.Skipped} skipped, {state.Missed} missed, {state.Waiting.Count} wait";
        var now = truth.GetUtcNow();
        if (table.Next(state.Last?.At ?? after) is { } undecided && undecided.At + options.Jitter <= now - TimeSpan.FromMinutes(1))
            return $"{undecided.Key} was never decided; {about}";
        if (state.Started + state.Skipped + state.Missed != all.Count || flows.Count != state.Started)
            return about;
        var own = new OwnSchedule(TypedTasks.Generated.ScheduleDefinition.Of(Name, cron, static run => Work(run, TimeSpan.Zero), options), table);
        var ids = flows.Select(static f => f.Key.FlowId).ToHashSet(StringComparer.Ordinal);
        if (ids.Except(all.Select(own.FlowIdOf)).FirstOrDefault() is { } stranger)
            return $"{stranger} is no occurrence; {about}";
        if (options is { Overlap: ScheduleOverlap.Allow or ScheduleOverlap.QueueAll or ScheduleOverlap.CancelOther, Missed.Window: not null } && flows.Count != all.Count)
            return $"some were left out; {about}";
        if (options.Overlap == ScheduleOverlap.Allow && !options.Missed.IsNone && options.Missed.Window is null)
            return Lost(all, own, ids) is { } lost ? $"{lost.Key} was missed although a node looked in time; {about}" : null;
        return null;
    }

    // A node that has looked in time, by whatever clock, has seen it.
    private Occurrence? Lost(List<Occurrence> all, OwnSchedule own, HashSet<string> ids) => all.Find(o =>
        !ids.Contains(own.FlowIdOf(o)) && own.WithDue(o)!.Due is var due && passes.Exists(p => p >= due + TimeSpan.FromSeconds(25) && p <= due + TimeSpan.FromSeconds(58)));

    private async Task<string?> OverlapAsync()
    {
        if (options.Overlap == ScheduleOverlap.Allow)
            return null;
        var running = await store.QueryAsync(new ListFlows(new() { States = [FlowState.Running] }, null, 10), CancellationToken.None);
        return running.Count > 1 ? $"{options.Overlap}: {running.Count} flows run at once" : null;
    }

    private async Task EndAsync(int oneIn)
    {
        foreach (var flow in await store.QueryAsync(new ListFlows(new() { States = [FlowState.Running] }, null, 1000), CancellationToken.None))
        {
            if (random.Next(oneIn) == 0)
                await store.ExecuteAsync([new FinishFlow(flow.Key, FlowState.Succeeded, default)], CancellationToken.None);
        }
    }

    private async Task<ScheduleState> StateAsync() => (await store.QueryAsync(new ListSchedules(), CancellationToken.None)).Single(static s => s.Name == Name);

    private async Task PassAsync(int node)
    {
        nodes[node] ??= Start(node);
        try
        {
            await nodes[node]!.GetServices<IUpkeepJob>().OfType<ScheduleJob>().Single().RunAsync([], CancellationToken.None);
            passes.Add(truth.GetUtcNow());
        }
        catch (StoreException) when (!unsteady.IsSteady)
        {
            // It looks again when it is due next.
        }
    }

    private async Task StopAsync(int node)
    {
        if (nodes[node] is { } known)
            await known.DisposeAsync();
        nodes[node] = null;
    }

    private ServiceProvider Start(int node)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new NodeClock(truth, skews[node]));
        services.AddSingleton<Transport.ITransport>(broker);
        services.AddSingleton<ITaskStore>(unsteady);
        services.Configure<WorkerOptions>(o => o.Name = $"node-{node}");
        services.AddTypedTasks().AddSchedule(Name, cron, static run => Work(run, TimeSpan.Zero), o =>
        {
            o.TimeZone = options.TimeZone;
            o.Overlap = options.Overlap;
            o.Missed = options.Missed;
            o.Jitter = options.Jitter;
        });
        return services.BuildServiceProvider();
    }
}
