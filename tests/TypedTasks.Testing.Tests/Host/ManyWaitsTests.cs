using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Storage;
using static TypedTasks.Testing.Tests.Said;
using Await = TypedTasks.Wait;

namespace TypedTasks.Testing.Tests;

/// <summary>Many flows wait: 2,000, or TYPEDTASKS_WAITS of them.</summary>
public sealed class ManyWaitsTests(Xunit.Abstractions.ITestOutputHelper output)
{
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

        // What a flow in waiting takes is what the store keeps of it: nothing in the worker grows with the flows.
        GC.Collect();
        output.WriteLine($"{count} flows wait: {GC.GetTotalMemory(forceFullCollection: true) / count:N0} bytes each, all of it in the store");
        var before = store.Writes;
        var raised = await host.Client.RaiseAsync(flows[count / 2], Legal, Verdict.Approved);
        Assert.True(raised.IsRecorded);
        Assert.Equal(1, store.Writes - before);
        Assert.Equal(1, host.Transport.Count("typedtasks").Active);
        await host.RunUntilIdleAsync();
        Assert.Equal(FlowState.Succeeded, (await host.Client.GetStatusAsync(flows[count / 2])).State);
        Assert.Equal(FlowState.Running, (await host.Client.GetStatusAsync(flows[0])).State);
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
