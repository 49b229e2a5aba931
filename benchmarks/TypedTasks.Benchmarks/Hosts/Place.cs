using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.Benchmarks;

/// <summary>Where the scenarios run: a transport and a store, and what they are measured against.</summary>
internal abstract class Place : IAsyncDisposable
{
    private readonly List<Benchmark> benchmarks = [];
    private readonly List<Scenario> scenarios = [];
    private BenchmarkHost? host;

    public abstract string Name { get; }

    public IReadOnlyList<Benchmark> Benchmarks => benchmarks;

    public async Task OpenAsync(Sizes sizes)
    {
        await OpenBrokerAsync(sizes);
        host = await BenchmarkHost.StartAsync(Configure);
        scenarios.AddRange(
        [
            new NoOps(sizes.Tasks),
            new Chains(sizes.Chains, sizes.ChainLength),
            new Chords(sizes.Chords, sizes.Members),
            new RoundTrips(sizes.RoundTrips),
        ]);
        var floors = CreateFloors(sizes);
        foreach (var scenario in scenarios)
        {
            // Right before what it is compared with: other load then moves both alike.
            var floor = floors.Count == 0 || scenario is RoundTrips ? null : scenario is NoOps ? floors[0] : floors[1];
            if (floor is not null && !benchmarks.Contains(floor))
                benchmarks.Add(floor);
            benchmarks.Add(new($"{Name}: {scenario.Unit}", scenario.Units, Meter, l => scenario.RunAsync(host.Client, l)) { Floor = floor });
        }
    }

    /// <summary>Starts what runs the work, and runs some of it.</summary>
    public async Task StartFreshAsync(Scenario warmUp)
    {
        await OpenBrokerAsync(null);
        host = await BenchmarkHost.StartAsync(Configure);
        await warmUp.RunAsync(host.Client, new());
    }

    /// <summary>Runs one piece of work, and nothing before it but what warmed up.</summary>
    public Task<Measurement> MeasureFreshAsync(Scenario scenario) => Meter.MeasureAsync(scenario.Units, l => scenario.RunAsync(host!.Client, l));

    /// <summary>Counts, on a host of its own, what goes over the broker.</summary>
    public async Task CountAsync()
    {
        var traffic = new Traffic();
        await host!.DisposeAsync();
        await using var counting = host = await BenchmarkHost.StartAsync(b =>
        {
            Configure(b);
            CountingTransport.Wrap(b.Services, traffic);
        });
        foreach (var scenario in scenarios)
        {
            var (sent, received, bytes) = (traffic.Sent, traffic.Received, traffic.Bytes);
            await scenario.RunAsync(counting.Client, new());
            (sent, received, bytes) = (traffic.Sent - sent, traffic.Received - received, traffic.Bytes - bytes);
            var units = (double)scenario.Units;
            benchmarks.Single(b => b.Name == $"{Name}: {scenario.Unit}").Traffic =
                new(sent / units, (sent + received) / units, bytes / units);
        }

        host = null;
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    protected abstract Meter Meter { get; }

    protected abstract void Configure(TypedTasksBuilder builder);

    /// <summary>Starts what is in between.</summary>
    /// <param name="sizes">Those of the floors; null where none are measured.</param>
    protected virtual Task OpenBrokerAsync(Sizes? sizes) => Task.CompletedTask;

    protected virtual IReadOnlyList<Benchmark> CreateFloors(Sizes sizes) => [];
}
