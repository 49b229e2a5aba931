using TypedTasks.Emulator;
using Xunit.Abstractions;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>Whatever happens between worker and broker: every flow ends with its result, and nothing counts twice.</summary>
public sealed class FlowsUnderFaultTests(ITestOutputHelper output)
{
    private const int Flows = 300;
    private const int AtOnce = 64;

    private static readonly int Seconds = Setting.Number("TYPEDTASKS_FAULT_SECONDS", 10);

    private static int Seed => Setting.Number("TYPEDTASKS_FAULT_SEED") ?? Random.Shared.Next();

    [Fact]
    public Task A_broker_that_is_killed_and_comes_back() => HoldsAsync(new() { KeepsMessages = true }, async (site, random, until) =>
    {
        for (; TimeProvider.System.GetUtcNow() < until; await PauseAsync(random, 500, 1500))
            await site.KillEmulatorAsync(TimeSpan.FromMilliseconds(random.Next(300)));
    });

    [Fact]
    public Task Connections_cut_at_random() => HoldsAsync(new() { UsesProxy = true }, async (site, random, until) =>
    {
        for (; TimeProvider.System.GetUtcNow() < until; await PauseAsync(random, 150, 600))
            site.Proxy.Cut();
    });

    [Fact]
    public Task A_slow_network() => HoldsAsync(new() { UsesProxy = true }, async (site, random, until) =>
    {
        var gate = new Lock();
        site.Proxy.Delay = () =>
        {
            lock (gate)
                return TimeSpan.FromMilliseconds(random.Next(200));
        };
        await Task.Delay(until - TimeProvider.System.GetUtcNow(), TimeProvider.System);
        site.Proxy.Delay = null;
    });

    [Theory]
    [InlineData("amqp:link:detach-forced")]
    [InlineData("amqp:internal-error")]
    [InlineData("amqp:unauthorized-access")]
    [InlineData("amqp:resource-limit-exceeded")]
    [InlineData("amqp:not-allowed")]
    [InlineData("amqp:not-found")]
    [InlineData("amqp:connection:forced")]
    [InlineData("amqp:link:stolen")]
    [InlineData("com.microsoft:server-busy")]
    [InlineData("com.microsoft:timeout")]
    [InlineData("com.microsoft:entity-disabled")]
    [InlineData("com.microsoft:operation-cancelled")]
    public Task Links_detached_with(string condition) => HoldsAsync(new(), Seconds / 3, async (site, random, until) =>
    {
        for (; TimeProvider.System.GetUtcNow() < until; await PauseAsync(random, 100, 400))
            site.Emulator.Faults.DetachLinks(random.Next(2) == 0 ? QueueNames.Default : LedgerSteps.Other, condition);
    });

    [Theory]
    [InlineData("amqp:connection:forced")]
    [InlineData("amqp:internal-error")]
    [InlineData("amqp:resource-limit-exceeded")]
    public Task Connections_closed_with(string condition) => HoldsAsync(new(), Seconds / 3, async (site, random, until) =>
    {
        for (; TimeProvider.System.GetUtcNow() < until; await PauseAsync(random, 100, 400))
            site.Emulator.Faults.CloseConnections(condition);
    });

    [Fact]
    public Task Tokens_that_expire_before_they_are_renewed() => HoldsAsync(
        // By the broker's clock every token is over 0.8 s or more before it is renewed.
        new() { BrokerTime = new AheadTime(TimeSpan.FromSeconds(2)), Transport = static o => o.TokenLifetime = TimeSpan.FromSeconds(6) },
        static (_, _, until) => Task.Delay(until - TimeProvider.System.GetUtcNow(), TimeProvider.System));

    [Fact]
    public Task Sends_that_are_throttled() => HoldsAsync(new(), async (site, random, until) =>
    {
        for (; TimeProvider.System.GetUtcNow() < until; await PauseAsync(random, 50, 150))
        {
            site.Emulator.Faults.Throttle(QueueNames.Default, random.Next(10));
            site.Emulator.Faults.Throttle(LedgerSteps.Other, random.Next(10));
        }
    });

    [Fact]
    public Task Settlements_that_are_lost_late_or_not_answered() => HoldsAsync(new() { Transport = static o => o.OperationTimeout = TimeSpan.FromSeconds(3) }, async (site, random, until) =>
    {
        for (; TimeProvider.System.GetUtcNow() < until; await PauseAsync(random, 200, 600))
        {
            site.Emulator.Faults.LoseSettlements(QueueNames.Default, random.Next(2));
            site.Emulator.Faults.LoseSettlementAnswers(LedgerSteps.Other, random.Next(2));
            site.Emulator.Faults.DelaySettlements(QueueNames.Default, random.Next(2), TimeSpan.FromSeconds(6));
        }
    });

    private Task HoldsAsync(SiteOptions options, Func<FlowSite, Random, DateTimeOffset, Task> trouble) => HoldsAsync(options, Seconds, trouble);

    private async Task HoldsAsync(SiteOptions options, int seconds, Func<FlowSite, Random, DateTimeOffset, Task> trouble)
    {
        var seed = Seed;
        await using var site = await FlowSite.StartAsync(options);
        var feed = new FlowFeed(site, AtOnce, Flows, TimeSpan.FromSeconds(60 + seconds));
        await feed.RunAsync(trouble(site, new Random(seed), TimeProvider.System.GetUtcNow().AddSeconds(seconds)));
        output.WriteLine($"seed {seed}: {feed.Started} flows in {feed.Took.TotalSeconds:F1} s, {site.Ledger.Redelivered} deliveries came again");

        if (feed.Wrong.Count > 0)
            output.WriteLine($"{string.Join("\n", feed.Wrong.Take(10))}\n{site.Warnings}");
        Assert.True(feed.Wrong.Count == 0, $"Seed {seed}. {string.Join("\n", feed.Wrong.Take(10))}\n{string.Join(", ", site.Counts().Select(static c => c.ToString()))}\n{site.Warnings}");
        await EmptiesAsync(site);
        Assert.Empty(site.Ledger.Returned);

        // A broker that was killed has forgotten how often it had delivered what was locked.
        if (!options.KeepsMessages)
            Assert.Empty(site.Ledger.Doubled);
    }

    // The last settlement of a flow comes after its result.
    private static async Task EmptiesAsync(FlowSite site)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (site.Counts().Any(static c => c.Active > 0 || c.Scheduled > 0) && !limit.IsCancellationRequested)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        Assert.All(site.Counts(), static counts => Assert.Equal(new QueueCounts(0, 0, 0, 0, 0), counts));
    }

    private static Task PauseAsync(Random random, int least, int most) => Task.Delay(TimeSpan.FromMilliseconds(random.Next(least, most)), TimeProvider.System);
}
