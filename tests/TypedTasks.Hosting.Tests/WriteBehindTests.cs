using Microsoft.Extensions.Logging.Abstractions;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;
using TypedTasks.Testing;

namespace TypedTasks.Hosting.Tests;

/// <summary>What waits to be written behind is bounded, also while a write hangs.</summary>
public sealed class WriteBehindTests
{
    private static readonly FlowKey Flow = new("flow", 0);

    [Fact]
    public async Task While_a_write_hangs_history_is_dropped_and_what_counts_is_kept()
    {
        var inner = new InMemoryTaskStore();
        await inner.ExecuteAsync([new AcceptFlow(Flow, "n", null, "p", "{}"u8.ToArray(), TimeSpan.FromDays(1), null)], CancellationToken.None);
        var store = new HangingStore(inner);
        await using var flows = new FlowStore(TimeProvider.System, NullLogger<FlowStore>.Instance, new(store)) { FlushesOnDemand = true };
        flows.WriteBehind(Step(-1));
        var hanging = flows.FlushAsync().AsTask();
        Assert.False(hanging.IsCompleted);
        for (var i = 0; i < 12_000; i++)
            flows.WriteBehind(Step(i));
        flows.WriteBehind(new PutValue(Flow, "0", "1"u8.ToArray()));
        store.Answer();
        await hanging;
        await flows.FlushAsync();

        var steps = new ReadSteps(Flow);
        var value = new GetValue(Flow, "0");
        await inner.ExecuteAsync([steps, value], CancellationToken.None);
        Assert.Equal(10_001, steps.Result.Count);
        Assert.NotNull(value.Result);
    }

    private static RecordStep Step(int number) =>
        new(Flow, new($"0.{number + 1}", "photos.resize", StepState.Succeeded, 0, "worker", DateTimeOffset.UnixEpoch, null, null, null));

    private sealed class HangingStore(ITaskStore inner) : ITaskStore
    {
        private readonly TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Answer() => answer.SetResult();

        public ValueTask OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

        public async ValueTask ExecuteAsync(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken)
        {
            await answer.Task;
            await inner.ExecuteAsync(operations, cancellationToken);
        }

        public ValueTask<TResult> QueryAsync<TResult>(StoreQuery<TResult> query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
