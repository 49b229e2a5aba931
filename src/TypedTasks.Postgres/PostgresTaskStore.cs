using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Lanes;
using TypedTasks.Postgres.Schema;
using TypedTasks.Storage;

namespace TypedTasks.Postgres;

/// <summary>
/// Keeps flows in a PostgreSQL database, which processes on any number of machines share. Writes are grouped per process, with rows as the only locks; reads wait for nobody. The clock of the
/// server decides.
/// </summary>
public sealed partial class PostgresTaskStore : ITransactionalTaskStore
{
    private readonly NpgsqlDataSource source;
    private readonly bool ownsSource;
    private readonly PostgresStoreOptions options;
    private readonly ILogger<PostgresTaskStore> logger;
    private readonly string place;
    private readonly SemaphoreSlim opening = new(1, 1);
    private readonly ServerClock clock;
    private WriteLane[] writers = [];
    private WriteLane? apart;
    private ReadLane[] readers = [];
    private ReadLane? cancellations;
    private ReadLane? questions;
    private int nextReader;
    private bool isOpen;
    private bool disposed;

    /// <summary>Names the store; <see cref="OpenAsync"/> opens it.</summary>
    /// <param name="connectionString">
    /// Npgsql's connection string. Statements are prepared by themselves unless it says <c>Max Auto Prepare=0</c>, which PgBouncer below 1.21 needs.
    /// </param>
    /// <param name="options">How it is used; the defaults where it is null.</param>
    /// <exception cref="ArgumentException">The connection string cannot be understood, or an option is out of its range.</exception>
    public PostgresTaskStore(string connectionString, PostgresStoreOptions? options = null)
        : this(StoreSource.Create(connectionString), ownsSource: true, options ?? new(), NullLogger<PostgresTaskStore>.Instance)
    {
    }

    /// <summary>Names the store; <see cref="OpenAsync"/> opens it.</summary>
    /// <param name="source">Opens connections; the store does not dispose it.</param>
    /// <param name="options">How it is used; the defaults where it is null.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public PostgresTaskStore(NpgsqlDataSource source, PostgresStoreOptions? options = null)
        : this(source, ownsSource: false, options ?? new(), NullLogger<PostgresTaskStore>.Instance)
    {
    }

    internal PostgresTaskStore(NpgsqlDataSource source, bool ownsSource, PostgresStoreOptions options, ILogger<PostgresTaskStore> logger)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (PostgresStoreOptionsCheck.Find(options) is { } wrong)
            throw new ArgumentException(wrong, nameof(options));
        this.source = source;
        this.ownsSource = ownsSource;
        this.options = options;
        this.logger = logger;
        clock = new(options.TimeProvider);
        place = StoreSource.PlaceOf(source, options);
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
            if (isOpen)
                return;
            Identity = await new SchemaOpener(source, options, place).OpenAsync(cancellationToken);
            await ReadClockAsync(cancellationToken);
            StartLanes();
            isOpen = true;
            LogOpened(logger, place);
        }
        catch (Exception e) when (ServerErrors.IsKnown(e))
        {
            throw ServerErrors.Describe(e, place);
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
        CheckOpen();
        var call = new PendingCall(operations, cancellationToken);
        if (writes)
            WriterOf(operations[0].Lock).Add(call);
        else
            ReaderOf(operations).Add(new CallWork(call));
        return new(cancellationToken.CanBeCanceled ? call.Task.WaitAsync(cancellationToken) : call.Task);
    }

    /// <inheritdoc/>
    public ValueTask<TResult> QueryAsync<TResult>(StoreQuery<TResult> query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<TResult>(cancellationToken);
        CheckOpen();
        var work = new QueryWork<TResult>(query, cancellationToken);
        (query is ReadCancellations ? cancellations! : questions!).Add(work);
        return new(cancellationToken.CanBeCanceled ? work.Task.WaitAsync(cancellationToken) : work.Task);
    }

    /// <inheritdoc/>
    public async ValueTask AcceptAsync(AcceptFlow operation, DbTransaction transaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(transaction);
        if (operation.UniqueKey is not null)
            throw new ArgumentException("A flow with a unique key is not accepted in a transaction of others.", nameof(operation));
        CheckOpen();
        if (transaction is not NpgsqlTransaction)
            throw new ArgumentException($"The transaction is a {transaction.GetType().Name}; the store in {place} takes part in those of Npgsql.", nameof(transaction));
        var connection = ConnectionOf(transaction);
        try
        {
            await new Acceptance(clock, StoreSchema.Quote(options.Schema)).AcceptAsync(operation, connection, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (ServerErrors.IsKnown(e))
        {
            throw ServerErrors.Describe(e, place);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        await Task.WhenAll(writers.Select(static w => w.StopAsync()));

        // Writers hand over to it, so it ends after them.
        if (apart is not null)
            await apart.StopAsync();
        await Task.WhenAll(AllReaders.Select(static r => r.StopAsync()));
        if (ownsSource)
            await source.DisposeAsync();
        opening.Dispose();
    }

    // Outside of its transaction each statement would be a transaction of its own, and the flow would begin at once.
    private static NpgsqlConnection ConnectionOf(DbTransaction transaction)
    {
        try
        {
            _ = transaction.IsolationLevel;
            if (transaction.Connection is NpgsqlConnection connection)
                return connection;
        }
        catch (InvalidOperationException)
        {
            // Npgsql says so of a transaction that has ended.
        }

        throw new ArgumentException("The transaction is over: it was committed or rolled back.", nameof(transaction));
    }

    private IEnumerable<ReadLane> AllReaders => readers.Concat(new[] { cancellations, questions }.OfType<ReadLane>()).Distinct();

    // A flow belongs to one writer: calls about it meet there, and not in the database.
    private WriteLane WriterOf(StoreLock about) => writers[(uint)string.GetHashCode(about.FlowId ?? about.Key ?? "", StringComparison.Ordinal) % writers.Length];

    private ReadLane ReaderOf(IReadOnlyList<StoreOperation> operations)
    {
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i] is not IsCancelled)
                return readers[(uint)Interlocked.Increment(ref nextReader) % readers.Length];
        }

        return cancellations!;
    }

    private void StartLanes()
    {
        var schema = StoreSchema.Quote(options.Schema);
        var more = Math.Max(options.Connections - 5, 0);
        var writerCount = (options.Connections >= 5 ? 2 : 1) + (more / 2);
        apart = Writer("writer of locked rows", null);
        writers = [.. Enumerable.Range(1, writerCount).Select(i => Writer($"writer {i}", apart))];
        cancellations = Reader("reader of cancellations");
        questions = options.Connections >= 4 ? Reader("reader of lists") : null;
        readers = options.Connections >= 3 ? [.. Enumerable.Range(1, 1 + ((more + 1) / 2)).Select(i => Reader($"reader {i}"))] : [cancellations];
        questions ??= readers[0];

        WriteLane Writer(string name, WriteLane? apart)
        {
            var connection = new StoreConnection(source);
            return new(name, connection, new(connection, clock, options, schema), place, apart);
        }

        ReadLane Reader(string name)
        {
            var connection = new StoreConnection(source);
            return new(name, connection, new(connection, clock, options, schema), place);
        }
    }

    private async Task ReadClockAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(ServerClock.Sql);
        if (await command.ExecuteScalarAsync(cancellationToken) is long ticks)
            clock.Observe(ticks);
    }

    private void CheckOpen()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (!isOpen)
            throw new InvalidOperationException($"The store in {place} is not open: call OpenAsync first.");
    }

    [LoggerMessage(1, LogLevel.Information, "The store is {Place}")]
    private static partial void LogOpened(ILogger logger, string place);
}
