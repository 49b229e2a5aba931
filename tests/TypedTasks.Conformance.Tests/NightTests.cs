using System.Globalization;
using static TypedTasks.Conformance.Worker.Shipping.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>What docs/operations.md tells whoever is woken at night to type, typed: what is wrong is found and mended by the command alone.</summary>
public sealed class NightTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Deliveries = 3;
    private const int Orders = 5;

    [Fact]
    public async Task A_bad_deployment()
    {
        await using var farm = await StartAsync();
        Shipping.Deploy(farm.Settings.Folder, Shipping.Broken);
        await farm.AddWorkerAsync();
        var orders = await EnqueueAsync(farm, Orders);
        foreach (var order in orders)
            await Assert.ThrowsAsync<TaskFailedException>(() => order.WaitAsync(Deadline.Token).AsTask());

        var store = $"sqlite:{farm.Settings.Store}";
        Assert.Contains(orders[0].FlowId, await TypeAsync(0, "flows", "list", "--state", "failed", "--store", store), StringComparison.Ordinal);
        Assert.Contains("'incoterm'", await TypeAsync(0, "flows", "show", orders[0].FlowId, "--store", store), StringComparison.Ordinal);
        var kind = Field(await TypeAsync(0, "steps", "show", orders[0].FlowId, "1", "--store", store), "kind");
        await TypeAsync(0, "workers", "pause", QueueNames.Default, "--reason", "the carrier's form", "--store", store);

        // The version that is mended is deployed, and takes the work again.
        Shipping.Deploy(farm.Settings.Folder, "");
        await TypeAsync(0, "workers", "resume", QueueNames.Default, "--reason", "2026.3.2 is out", "--store", store);
        var asked = await TypeAsync(1, "flows", "retry", "--failure", kind, "--reason", "2026.3.2 is out", "--store", store);
        Assert.Contains(Orders.ToString(CultureInfo.InvariantCulture), asked, StringComparison.Ordinal);
        await TypeAsync(0, "flows", "retry", "--failure", kind, "--expect", $"{Orders}", "--reason", "2026.3.2 is out", "--store", store, "--connection", farm.Settings.Connection);
        foreach (var (order, n) in orders.Select(static (o, n) => (o, n)))
            Assert.Equal($"parcel {n}", await order.WaitAsync(Deadline.Token));
        Assert.Contains("no such flow", await TypeAsync(0, "flows", "list", "--state", "failed", "--store", store), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_kills_whoever_takes_it()
    {
        await using var farm = await StartAsync();
        Shipping.Deploy(farm.Settings.Folder, Shipping.Deadly);
        var order = Assert.Single(await EnqueueAsync(farm, 1));
        for (var i = 0; i < Deliveries; i++)
            await (await farm.AddWorkerAsync()).WhenEndedAsync(Deadline.Long);
        Shipping.Deploy(farm.Settings.Folder, "");
        await farm.AddWorkerAsync();
        await Assert.ThrowsAsync<TaskFailedException>(() => order.WaitAsync(Deadline.Long).AsTask());

        var store = $"sqlite:{farm.Settings.Store}";
        Assert.Contains("TooManyDeliveries", await TypeAsync(0, "flows", "show", order.FlowId, "--store", store), StringComparison.Ordinal);
        Assert.Equal("0", Field(await TypeAsync(0, "steps", "show", order.FlowId, "1", "--show-values", "--store", store), "input"));
        await TypeAsync(0, "flows", "retry", order.FlowId, "--reason", "2026.3.2 lives with order 0", "--store", store, "--connection", farm.Settings.Connection);
        Assert.Equal("parcel 0", await order.WaitAsync(Deadline.Token));
    }

    [Fact]
    public async Task A_broker_that_is_down()
    {
        await using var world = await FaultWorld.StartAsync();
        await using var check = new WorldCheck(world.Settings);
        await world.Client.MoreAsync("accepted", Orders).WaitAsync(Deadline.Token);
        var (store, broker) = ($"sqlite:{world.Settings.Store}", world.Settings.Connection);
        await TypeAsync(0, "dead-letters", "peek", QueueNames.Default, "--connection", broker);
        await world.Broker.KillAsync();

        Assert.Contains("Nothing listens", await TypeAsync(3, "dead-letters", "peek", QueueNames.Default, "--connection", broker), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("running", await TypeAsync(0, "flows", "list", "--state", "running", "--store", store), StringComparison.Ordinal);
        await world.StartBrokerAsync();
        await TypeAsync(0, "dead-letters", "peek", QueueNames.Default, "--connection", broker);
        var wrong = await check.RunAsync(Deadline.Long);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(10)));
    }

    [DiskFact]
    public async Task A_full_disk()
    {
        await using var world = await FaultWorld.StartAsync();
        await using var check = new WorldCheck(world.Settings);
        await world.Client.MoreAsync("accepted", Orders).WaitAsync(Deadline.Token);
        var store = $"sqlite:{world.Settings.Store}";
        var refused = world.Client.MoreAsync("refused", 1);
        world.Disk!.Fill();
        await refused.WaitAsync(Deadline.Token);

        // Looking needs no room; what has to be written says what is missing.
        await TypeAsync(0, "flows", "list", "--store", store);
        Assert.Contains("full", await TypeAsync(3, "workers", "pause", QueueNames.Default, "--reason", "the disk is full", "--store", store), StringComparison.Ordinal);
        world.Disk.Free();
        await TypeAsync(0, "workers", "list", "--store", store);
        var wrong = await check.RunAsync(Deadline.Long);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(10)));
    }

    private static Task<WorkerFarm> StartAsync() => WorkerFarm.StartAsync(TimeSpan.FromSeconds(4), static s => s with
    {
        MaxDeliveries = Deliveries,
        ReconcileInterval = TimeSpan.FromSeconds(1),
        OwedAge = TimeSpan.FromSeconds(8),
    });

    private static async Task<List<TaskHandle<string>>> EnqueueAsync(WorkerFarm farm, int count)
    {
        List<TaskHandle<string>> orders = [];
        for (var n = 0; n < count; n++)
            orders.Add(await farm.Host.Client.EnqueueAsync(Pack(n) | Ship()));
        return orders;
    }

    /// <summary>The rest of the line that begins with a word.</summary>
    private static string Field(string text, string word) =>
        text.Split('\n').Single(l => l.StartsWith(word + " ", StringComparison.Ordinal))[word.Length..].Trim();

    private async Task<string> TypeAsync(int code, params string[] arguments)
    {
        var said = await Command.RunAsync(Command.Dotnet, AppContext.BaseDirectory, [Path.Combine(AppContext.BaseDirectory, "TypedTasks.Cli.dll"), .. arguments]);
        output.WriteLine($"$ typedtasks {string.Join(' ', arguments)}\n{said.Output}[{said.ExitCode}]\n");
        Assert.True(code == said.ExitCode, $"typedtasks {string.Join(' ', arguments)} ended with {said.ExitCode}, not with {code}:\n{said.Output}");
        return said.Output;
    }
}
