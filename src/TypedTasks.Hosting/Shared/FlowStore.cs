using Microsoft.Extensions.Logging;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Shared;

/// <summary>
/// The store as client and worker use it: opened once, with bookkeeping written behind in batches.
/// </summary>
internal sealed partial class FlowStore(
    TimeProvider time, ILogger<FlowStore> logger, ITaskStore? store = null) : IAsyncDisposable
{
    // History is for people: a tenth of a second is live enough, and a batch of it costs one commit.
    private static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim opening = new(1, 1);
    private List<StoreOperation> behind = [];
    private Task flushing = Task.CompletedTask;
    private volatile bool opened;

    /// <summary>Whether bookkeeping waits until it is asked for, as on a clock that stands still.</summary>
    public bool FlushesOnDemand { get; init; }

    public bool IsConfigured => store is not null;

    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        if (opened)
            return;
        await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!opened)
                await Required.OpenAsync(cancellationToken).ConfigureAwait(false);
            opened = true;
        }
        finally
        {
            opening.Release();
        }
    }

    public async ValueTask<TResult> ExecuteAsync<TResult>(StoreOperation<TResult> operation, CancellationToken cancellationToken)
    {
        await ExecuteAsync([operation], cancellationToken).ConfigureAwait(false);
        return operation.Result;
    }

    public async ValueTask ExecuteAsync(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken)
    {
        if (!opened)
            await OpenAsync(cancellationToken).ConfigureAwait(false);
        await Required.ExecuteAsync(operations, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<TResult> QueryAsync<TResult>(StoreQuery<TResult> query, CancellationToken cancellationToken)
    {
        if (!opened)
            await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await Required.QueryAsync(query, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes bookkeeping later, together with other such; what is lost in a crash decides nothing.</summary>
    public void WriteBehind(StoreOperation operation)
    {
        lock (gate)
        {
            behind.Add(operation);
            if (behind.Count == 1 && !FlushesOnDemand)
                flushing = FlushLaterAsync(flushing);
        }
    }

    public async ValueTask FlushAsync()
    {
        if (FlushesOnDemand)
        {
            await WriteBatchAsync().ConfigureAwait(false);
            return;
        }

        Task last;
        lock (gate)
            last = flushing;
        await last.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await FlushAsync().ConfigureAwait(false);
        opening.Dispose();
    }

    private ITaskStore Required => store ?? throw new InvalidOperationException(
        "No store is configured, so flows can be sent but not enqueued: add one with UseSqlite(path), or use SendAsync.");

    private async Task FlushLaterAsync(Task before)
    {
        await before.ConfigureAwait(false);
        await Task.Delay(FlushInterval, time, CancellationToken.None).ConfigureAwait(false);
        await WriteBatchAsync().ConfigureAwait(false);
    }

    private async ValueTask WriteBatchAsync()
    {
        List<StoreOperation> batch;
        lock (gate)
        {
            batch = behind;
            behind = [];
        }

        if (batch.Count == 0)
            return;
        try
        {
            await ExecuteAsync(batch, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException e)
        {
            // Owed rows that stay are sent again under the same id; history shows as unknown.
            LogLost(logger, batch.Count, e);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Count} entries of history could not be written: their steps show as unknown")]
    private static partial void LogLost(ILogger logger, int count, Exception exception);
}
