using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks.Emulator;
using static TypedTasks.Transports.Tests.Flows.LineSteps.Tasks;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>Ordering keys from the client to the step and back, over the wire, with two workers and what goes wrong with them.</summary>
public sealed class OrderedFlowTests
{
    private const int Keys = 50;
    private const int Length = 20;

    [Fact]
    public async Task Two_workers_keep_every_line_in_order_and_run_one_of_it_at_a_time()
    {
        await using var site = await Site.StartAsync();
        var flows = await site.EnqueueAsync();
        foreach (var (flow, number) in flows)
            Assert.Equal(number, await flow.WaitAsync(Deadline));

        foreach (var key in Enumerable.Range(0, Keys))
            Assert.Equal(Enumerable.Range(0, Length), site.Log.Order(key));
        Assert.Equal(1, site.Log.MostAtOnce);
        Assert.True(site.Log.MostKeys > 1, "Keys do not run side by side.");

        // Every attempt ran once: each third step fails once or twice before it succeeds.
        Assert.Equal(Keys * Enumerable.Range(0, Length).Sum(static n => 1 + FailuresOf(n)), site.Log.Count);
    }

    [Fact]
    public async Task A_worker_that_dies_and_connections_that_are_cut_change_no_order()
    {
        await using var site = await Site.StartAsync();
        var flows = await site.EnqueueAsync();
        await site.UntilAsync(Keys * Length / 4);
        await site.KillWorkerAsync();
        for (var i = 0; i < 10; i++)
        {
            await site.UntilAsync(site.Log.Count + 20);
            site.Cut();
        }

        foreach (var (flow, number) in flows)
            Assert.Equal(number, await flow.WaitAsync(Deadline));

        // Who has lost a lock and has not heard of it yet may still repeat what others have done; nobody comes before its turn.
        Assert.Empty(site.Log.Overtaking);
        foreach (var key in Enumerable.Range(0, Keys))
            Assert.Equal(Enumerable.Range(0, Length), site.Log.Order(key).Distinct());
    }

    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    private static int FailuresOf(int number) => number % 3 == 0 ? 1 + (number % 2) : 0;

    private sealed class Site : IAsyncDisposable
    {
        private readonly TemporaryFolder folder = new();
        private readonly List<CuttingProxy> proxies = [];
        private readonly List<IHost> hosts = [];
        private ServiceBusEmulator emulator = null!;

        public LineLog Log { get; } = new();

        public static async Task<Site> StartAsync()
        {
            var site = new Site();
            var options = new ServiceBusEmulatorOptions { SharedAccessKey = "test-key-of-no-worth" };
            foreach (var name in new[] { QueueNames.Default, LedgerSteps.Other })
            {
                options.Queues.Add(new() { Name = name });
                options.Queues.Add(new() { Name = QueueNames.Ordered(name), RequiresSession = true, LockDuration = TimeSpan.FromSeconds(5), MaxDeliveryCount = 1000 });
            }

            site.emulator = await ServiceBusEmulator.StartAsync(options);
            for (var i = 0; i < 2; i++)
            {
                site.proxies.Add(new(site.emulator.Port));
                site.hosts.Add(site.Build(site.proxies[i].Port, worker: true));
            }

            site.hosts.Add(site.Build(site.emulator.Port, worker: false));
            foreach (var host in site.hosts)
                await host.StartAsync();
            return site;
        }

        /// <summary>Enqueues all lines, every number of all keys before the next.</summary>
        public async Task<List<(TaskHandle<int> Flow, int Number)>> EnqueueAsync()
        {
            var client = hosts[^1].Services.GetRequiredService<ITaskClient>();
            List<(TaskHandle<int>, int)> flows = [];
            for (var number = 0; number < Length; number++)
            {
                var step = number;
                var some = await Task.WhenAll(Enumerable.Range(0, Keys).Select(key => client.EnqueueAsync(
                    Enter(key, step, FailuresOf(step))
                        .WithRetry(static p => p with { MaxRetries = 3, Delay = TimeSpan.FromMilliseconds(20) })
                        .WithOrderingKey($"key-{key}")).AsTask()));
                flows.AddRange(some.Select(flow => (flow, step)));
            }

            return flows;
        }

        /// <summary>The first worker is gone for the broker, and never comes back.</summary>
        public async Task KillWorkerAsync()
        {
            await proxies[0].DisposeAsync();
            proxies.RemoveAt(0);
        }

        public void Cut() => proxies[^1].Cut();

        public async Task UntilAsync(int runs)
        {
            for (var patience = 0; Log.Count < runs; patience++)
            {
                Assert.True(patience < 6000, $"{Log.Count} of {runs} runs after a minute.");
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var host in Enumerable.Reverse(hosts))
            {
                await host.StopAsync();
                await ((IAsyncDisposable)host).DisposeAsync();
            }

            foreach (var proxy in proxies)
                await proxy.DisposeAsync();
            await emulator.DisposeAsync();
            folder.Dispose();
        }

        private IHost Build(int port, bool worker)
        {
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            builder.Services.AddSingleton(Log);
            builder.Services.AddSingleton(new Ledger(keeps: false));
            var tasks = builder.Services.AddTypedTasks(static o => o.OrderingKeys = true)
                .AddSteps()
                .UseTransport(emulator.ConnectionString.Replace($":{emulator.Port};", $":{port};", StringComparison.Ordinal))
                .UseSqlite(folder["tasks.db"]);
            if (worker)
            {
                tasks.AddWorker(static w =>
                {
                    w.MaxDeliveries = 100;
                    w.DrainTime = TimeSpan.FromSeconds(1);
                    w.Slots = 16;
                });
            }

            return builder.Build();
        }
    }
}
