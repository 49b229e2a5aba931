using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SQLitePCL;
using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite;

/// <summary>
/// Keeps flows in a SQLite file. Several processes of one machine may share the file: writes are grouped per process and
/// take the lock of the file in turns, reads never wait for them.
/// </summary>
public sealed partial class SqliteTaskStore : ITaskStore
{
    // Other processes keep their locks in real time, whatever clock the tasks run on.
    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan OpenRetryDelay = TimeSpan.FromMilliseconds(20);

    private readonly SqliteStoreOptions options;
    private readonly StoreOpener opener;
    private readonly SemaphoreSlim opening = new(1, 1);
    private readonly ReaderPool readers;
    private readonly ILogger<SqliteTaskStore> logger;
    private StoreWriter? writer;
    private FileWatch? file;
    private bool disposed;

    /// <summary>Names the store; <see cref="OpenAsync"/> opens it.</summary>
    /// <param name="options">Where and how.</param>
    public SqliteTaskStore(SqliteStoreOptions options)
        : this(options, NullLogger<SqliteTaskStore>.Instance)
    {
    }

    internal SqliteTaskStore(SqliteStoreOptions options, ILogger<SqliteTaskStore> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.TimeProvider);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Path);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BusyTimeout, TimeSpan.Zero, nameof(options.BusyTimeout));
        this.logger = logger;
        this.options = options = options with { Path = Path.GetFullPath(options.Path) };
        opener = new(options);
        readers = new(opener, options.TimeProvider);
    }

    /// <inheritdoc/>
    public string? Identity { get; private set; }

    /// <inheritdoc/>
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        await opening.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (writer is not null)
                return;
            var (database, identity) = await OpenDatabaseAsync(cancellationToken);
            Identity = identity;
            file = new(opener, options, identity);
            writer = new(new(database, options.TimeProvider), options);
            LogOpened(logger, options.Path);
        }
        finally
        {
            opening.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask ExecuteAsync(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operations);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        if (operations.Count == 0)
            return ValueTask.CompletedTask;
        var writes = false;
        for (var i = 0; i < operations.Count; i++)
            writes |= operations[i] is { } operation ? !operation.IsRead : throw new ArgumentNullException(nameof(operations), "An operation is null.");
        var open = Open;
        file!.Check();
        if (!writes)
        {
            Read(operations);
            return ValueTask.CompletedTask;
        }

        var call = new StoreCall(operations, cancellationToken);
        open.Add(call);
        return new(cancellationToken.CanBeCanceled ? call.Task.WaitAsync(cancellationToken) : call.Task);
    }

    /// <inheritdoc/>
    public ValueTask<TResult> QueryAsync<TResult>(StoreQuery<TResult> query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<TResult>(cancellationToken);
        _ = Open;
        file!.Check();
        try
        {
            return new(readers.Answer(query));
        }
        catch (Exception e) when (StoreErrors.IsKnown(e))
        {
            throw StoreErrors.Describe(e, options);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        readers.Dispose();
        // The writer closes last: the last connection to the file checkpoints it.
        if (writer is not null)
            await writer.StopAsync();
        opening.Dispose();
    }

    private StoreWriter Open => writer ?? throw new InvalidOperationException($"The store '{options.Path}' is not open: call OpenAsync first.");

    private void Read(IReadOnlyList<StoreOperation> operations)
    {
        try
        {
            readers.Read(operations);
        }
        catch (Exception e) when (StoreErrors.IsKnown(e))
        {
            throw StoreErrors.Describe(e, options);
        }
    }

    private async ValueTask<(SqliteDatabase Database, string Identity)> OpenDatabaseAsync(CancellationToken cancellationToken)
    {
        var started = Time.GetTimestamp();
        while (true)
        {
            try
            {
                return opener.Open();
            }
            catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_BUSY && Time.GetElapsedTime(started) < options.BusyTimeout)
            {
                // Switching a new file to WAL does not wait for others who do the same; they are done in a moment.
                await Task.Delay(OpenRetryDelay, Time, cancellationToken);
            }
            catch (Exception e) when (StoreErrors.IsKnown(e))
            {
                throw StoreErrors.Describe(e, options);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The store is the file {Path}")]
    private static partial void LogOpened(ILogger logger, string path);
}
