using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks.Storage;
using static TypedTasks.Testing.Tests.Said;
using Await = TypedTasks.Wait;

namespace TypedTasks.Testing.Tests;

/// <summary>Many flows wait: 2,000, or TYPEDTASKS_WAITS of them.</summary>
public sealed class ManyWaitsTests(Xunit.Abstractions.ITestOutputHelper output)
{
    // The broker of this process remembers ids for a while, to know what comes twice; nothing else may grow.
    private const int MostBytes = 400;

    [Fact]
    public async Task Flows_that_wait_hold_no_message_and_raising_is_one_transaction()
    {
        var count = Setting.Number("TYPEDTASKS_WAITS", 2000);
        var store = new CountingStore(new InMemoryTaskStore());
        await using var host = await Hosts.StartAsync(b => b.Services.AddSingleton<ITaskStore>(store));
        var flows = new List<string>(count);
        for (var i = 0; i < count; i++)
            flows.Add((await host.Client.EnqueueAsync(Await.For(Legal))).FlowId);
        await host.RunUntilIdleAsync();
        Assert.Equal(default, host.Transport.Count("typedtasks"));
        Assert.Empty(await store.QueryAsync(new FindOwed(TimeSpan.Zero, 10), CancellationToken.None));

        var before = store.Writes;
        var raised = await host.Client.RaiseAsync(flows[count / 2], Legal, Verdict.Approved);
        Assert.True(raised.IsRecorded);
        Assert.Equal(1, store.Writes - before);
        Assert.Equal(1, host.Transport.Count("typedtasks").Active);
        await host.RunUntilIdleAsync();
        Assert.Equal(FlowState.Succeeded, (await host.Client.GetStatusAsync(flows[count / 2])).State);
        Assert.Equal(FlowState.Running, (await host.Client.GetStatusAsync(flows[0])).State);
    }

    /// <summary>What a flow in waiting takes is what the store keeps of it: over a store on disk nothing in the process grows with the flows.</summary>
    [Fact]
    public async Task Flows_that_wait_take_no_memory_of_the_worker()
    {
        var count = Setting.Number("TYPEDTASKS_WAITS", 2000);
        using var folder = new TemporaryFolder();
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddTypedTasks().UseInMemoryTransport().UseSqlite(folder["tasks.db"]).AddTypedTasksTestingTestsTasks().AddWorker();
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<ITaskClient>();

        // Once around: what is made once is there.
        await WaitAsync(client, count);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await WaitAsync(client, count);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)count;
        output.WriteLine($"{2 * count} flows wait: {each:N0} bytes of the process for each of the last {count}");
        Assert.True(each < MostBytes, $"{each:N0} bytes for each flow");
        await host.StopAsync();
    }

    private static async Task WaitAsync(ITaskClient client, int count)
    {
        for (var i = 0; i < count; i++)
            await client.EnqueueAsync(Await.For(Legal));

        // All have come to their wait: nothing is under way any more.
        while ((await client.ListPageAsync(new() { States = [FlowState.Running] }, pageSize: 1)).Flows is [var last] && (await client.GetAsync(last.FlowId)).Events.Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20));
    }

    private sealed class CountingStore(InMemoryTaskStore inner) : ITaskStore
    {
        public int Writes { get; private set; }

        public string? Identity => inner.Identity;

        public ValueTask OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

        public ValueTask ExecuteAsync(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken)
        {
            Writes += operations.Any(static o => !o.IsRead && o is not (DeleteOwed or ExpectSign)) ? 1 : 0;
            return inner.ExecuteAsync(operations, cancellationToken);
        }

        public ValueTask<TResult> QueryAsync<TResult>(StoreQuery<TResult> query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
