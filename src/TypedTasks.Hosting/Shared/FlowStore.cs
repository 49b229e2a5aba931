using System.Data.Common;
using Microsoft.Extensions.Logging;
using TypedTasks.Hosting.Protection;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Shared;

/// <summary>
/// The store as client and worker use it: opened once, with bookkeeping written behind in batches.
/// </summary>
internal sealed partial class FlowStore(
    TimeProvider time, ILogger<FlowStore> logger, Vault vault) : IAsyncDisposable
{
    // History is for people: a tenth of a second is live enough, and a batch of it costs one commit.
    private static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);
    private const int MostBehind = 10_000;
    private const int MostRefusals = 3;

    private const long Never = long.MinValue;

    private readonly Lock gate = new();
    private readonly SemaphoreSlim opening = new(1, 1);
    private readonly CancellationTokenSource closing = new();
    private List<StoreOperation> behind = [];
    private Task writing = Task.CompletedTask;
    private bool isScheduled;
    private int refusals;
    private int lost;
    private volatile bool opened;
    private long awaySince = Never;
    private volatile bool refusesWrites;

    /// <summary>Whether bookkeeping waits until it is asked for, as on a clock that stands still.</summary>
    public bool FlushesOnDemand { get; init; }

    public bool IsConfigured => vault.Store is not null;

    /// <summary>What tells the store from others; null where it cannot be told, or is not known yet.</summary>
    public string? Identity => vault.Store?.Identity;

    /// <summary>Whether a message is of a flow that another store keeps: there is one of the same id here, perhaps, and it is another one.</summary>
    public bool IsForeign(string? identity) => identity is not null && Identity is { } own && own != identity;

    /// <summary>Whether the last call was not answered.</summary>
    public bool IsAway => Volatile.Read(ref awaySince) != Never;

    /// <summary>For how long no call was answered; zero where the last one was.</summary>
    public TimeSpan AwayFor => Volatile.Read(ref awaySince) is not Never and var since ? time.GetElapsedTime(since) : TimeSpan.Zero;

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
        try
        {
            if (!opened)
                await OpenAsync(cancellationToken).ConfigureAwait(false);
            await Required.ExecuteAsync(operations, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException)
        {
            Fails(isWrite: !OnlyRead(operations));
            throw;
        }

        if (!refusesWrites || !OnlyRead(operations))
            Answers();
    }

    /// <summary>Accepts a flow in a transaction of the application.</summary>
    /// <exception cref="InvalidOperationException">The store takes no part in such.</exception>
    public async ValueTask<AcceptedFlow> AcceptAsync(AcceptFlow operation, DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (!opened)
            await OpenAsync(cancellationToken).ConfigureAwait(false);
        if (!vault.IsTransactional)
            throw new InvalidOperationException($"The {Required.GetType().Name} takes no part in transactions of yours: use UsePostgres(connectionString), or enqueue after the commit.");
        await ((ITransactionalTaskStore)Required).AcceptAsync(operation, transaction, cancellationToken).ConfigureAwait(false);
        return operation.Result;
    }

    public async ValueTask<TResult> QueryAsync<TResult>(StoreQuery<TResult> query, CancellationToken cancellationToken)
    {
        try
        {
            if (!opened)
                await OpenAsync(cancellationToken).ConfigureAwait(false);
            var result = await Required.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            if (!refusesWrites)
                Answers();
            return result;
        }
        catch (StoreException)
        {
            Fails(isWrite: false);
            throw;
        }
    }

    /// <summary>
    /// Writes bookkeeping later, together with other such; what is lost in a crash decides nothing. While the store is away it is kept, 10,000 entries at most.
    /// </summary>
    public void WriteBehind(StoreOperation operation)
    {
        lock (gate)
        {
            // A write that hangs is no failure yet, and nothing may grow without end meanwhile: history goes first.
            if (behind.Count >= MostBehind && operation is RecordStep)
                lost++;
            else
                behind.Add(operation);
            Schedule(FlushInterval);
        }
    }

    /// <summary>Writes what waits, once; what the store does not take waits on.</summary>
    public async ValueTask FlushAsync()
    {
        // One after the other: a batch that the store does not take stays ahead of what came later.
        var done = new TaskCompletionSource();
        Task before;
        lock (gate)
            (before, writing) = (writing, done.Task);
        await before.ConfigureAwait(false);
        try
        {
            List<StoreOperation> batch;
            int dropped;
            lock (gate)
            {
                (batch, dropped) = (behind, lost);
                (behind, lost) = ([], 0);
            }

            if (dropped > 0)
                LogLost(logger, dropped, null);
            if (batch.Count > 0)
                await WriteAsync(batch).ConfigureAwait(false);
        }
        finally
        {
            done.SetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested)
            return;
        await closing.CancelAsync().ConfigureAwait(false);
        await FlushAsync().ConfigureAwait(false);
        lock (gate)
        {
            if (behind.Count > 0)
                LogLost(logger, behind.Count, null);
        }

        closing.Dispose();
        opening.Dispose();
    }

    private ITaskStore Required => vault.Store ?? throw new InvalidOperationException(
        "No store is configured, so flows can be sent but not enqueued: add one with UseSqlite(path), or use SendAsync.");

    // A full disk is read as if nothing were wrong: only what is written again ends such an absence.
    private static bool OnlyRead(IReadOnlyList<StoreOperation> operations)
    {
        for (var i = 0; i < operations.Count; i++)
        {
            if (!operations[i].IsRead)
                return false;
        }

        return true;
    }

    private void Answers()
    {
        refusesWrites = false;
        if (Volatile.Read(ref awaySince) != Never)
            Volatile.Write(ref awaySince, Never);
    }

    private void Fails(bool isWrite)
    {
        refusesWrites |= isWrite;
        Interlocked.CompareExchange(ref awaySince, time.GetTimestamp(), Never);
    }

    // Under the lock.
    private void Schedule(TimeSpan pause)
    {
        if (isScheduled || FlushesOnDemand || closing.IsCancellationRequested)
            return;
        isScheduled = true;
        FlushApart(pause);
    }

    // A method of its own: what is captured is allocated where a method begins, and most calls above go no further.
    private void FlushApart(TimeSpan pause) => _ = Apart.Start(() => FlushLaterAsync(pause, closing.Token));

    private async Task FlushLaterAsync(TimeSpan pause, CancellationToken closed)
    {
        await Task.Delay(pause, time, closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate)
            isScheduled = false;
        if (!closed.IsCancellationRequested)
            await FlushAsync().ConfigureAwait(false);
    }

    private async ValueTask WriteAsync(List<StoreOperation> batch)
    {
        try
        {
            await ExecuteAsync(batch, CancellationToken.None).ConfigureAwait(false);
            refusals = 0;
        }
        catch (StoreException e)
        {
            // What it takes from others, and not this batch, it will never take.
            refusals = await TakesOthersAsync().ConfigureAwait(false) ? refusals + 1 : 0;
            if (refusals >= MostRefusals)
            {
                refusals = 0;
                LogLost(logger, batch.Count, e);
                return;
            }

            Keep(batch, e);
        }
    }

    // A write that changes something: what changes nothing a full disk takes as well.
    private async ValueTask<bool> TakesOthersAsync()
    {
        try
        {
            await ExecuteAsync([new AcquireLease("store check", "anybody", TimeSpan.Zero)], CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (StoreException e)
        {
            LogStillAway(logger, e.Message);
            return false;
        }
    }

    // Owed rows that stay are sent again under the same id, which runs steps anew once the broker has forgotten it; history shows as unknown.
    private void Keep(List<StoreOperation> batch, StoreException exception)
    {
        lock (gate)
        {
            batch.AddRange(behind);
            var most = batch.Count - MostBehind;
            if (most > 0)
            {
                var history = Math.Min(most, batch.Count(static o => o is RecordStep));
                var dropped = 0;
                batch.RemoveAll(o => (o is RecordStep || history < most) && dropped < most && ++dropped > 0);
                LogLost(logger, dropped, exception);
            }

            behind = batch;
            Schedule(RetryInterval);
        }
    }

    [LoggerMessage(2, LogLevel.Debug, "The store takes no writes: {Problem}")]
    private static partial void LogStillAway(ILogger logger, string problem);

    [LoggerMessage(1, LogLevel.Warning, "{Count} entries of history could not be written: their steps show as unknown")]
    private static partial void LogLost(ILogger logger, int count, Exception? exception);
}
