using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Tables;
using TypedTasks.Postgres.State;
using TypedTasks.Storage;
using TypedTasks.Storage.Decisions;

namespace TypedTasks.Postgres.Lanes;

/// <summary>Reads without keeping anybody from writing. Each time, all that is asked is read in one moment; where an answer leads to more questions, all of it is read once more.</summary>
internal sealed class ReadTransaction(StoreConnection connection, ServerClock clock, PostgresStoreOptions options, string schema)
{
    private readonly PostgresState state = new(schema, locks: false);
    private readonly FlowQueries queries = new(schema);
    private readonly string settings = TransactionSettings.ForReads(options);
    private readonly string questionSettings = TransactionSettings.ForQuestions(options);

    public void Read(IReadOnlyList<StoreOperation> operations)
    {
        state.Clear();
        while (!TryRead(operations))
        {
            var trip = new RoundTrip();
            trip.Add("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            trip.Add(new NpgsqlBatchCommand(settings), static _ => { });
            state.Load(trip);
            trip.Add("COMMIT");
            trip.Run(connection.Open());
        }
    }

    public TResult Answer<TResult>(StoreQuery<TResult> query)
    {
        object? answer = null;
        var (command, read) = queries.Ask(query, clock.Now);
        var trip = new RoundTrip();

        // Statements of one trip are one transaction.
        trip.Add(new NpgsqlBatchCommand(questionSettings), static _ => { });
        trip.Add(command, row => answer = read(row));
        trip.Add(new NpgsqlBatchCommand(ServerClock.Sql), row =>
        {
            row.Next();
            clock.Observe(row.Long(0));
        });
        trip.Run(connection.Open());
        return (TResult)answer!;
    }

    private bool TryRead(IReadOnlyList<StoreOperation> operations)
    {
        var misses = state.Misses;
        for (var i = 0; i < operations.Count; i++)
            StoreDecisions.Decide(operations[i], state, DateTimeOffset.MinValue);
        if (state.Misses == misses)
            return true;
        state.ReadAgain();
        for (var i = 0; i < operations.Count; i++)
            StoreDecisions.Decide(operations[i], state, DateTimeOffset.MinValue);
        return false;
    }
}
