using TypedTasks.Postgres;
using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>A schema on a real server, which histories share one after another: each begins with empty tables.</summary>
internal sealed class PostgresSubject : Subject
{
    private static readonly System.Collections.Concurrent.ConcurrentBag<string> Schemas = [];

    private readonly string schema;

    private PostgresSubject(string connectionString, string schema, TimeProvider time)
    {
        this.schema = schema;
        Store = new PostgresTaskStore(connectionString, new() { Schema = schema, TimeProvider = time, Connections = 2 });
    }

    public override string Name => "PostgreSQL";

    public override ITaskStore Store { get; }

    public static async Task<PostgresSubject> OpenAsync(TimeProvider time)
    {
        var server = await PostgresServer.Shared;
        var isUsed = Schemas.TryTake(out var schema);
        schema ??= $"h{Guid.NewGuid():N}";
        if (isUsed)
            await EmptyAsync(server.ConnectionString, schema);
        var subject = new PostgresSubject(server.ConnectionString, schema, time);
        await subject.Store.OpenAsync(CancellationToken.None);
        return subject;
    }

    public override async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Schemas.Add(schema);
    }

    private static async Task EmptyAsync(string connectionString, string schema)
    {
        string[] tables = ["locks", "plans", "flows", "unique_keys", "joins", "members", "kept_values", "owed", "parked", "cancellations", "steps", "begun", "starts", "permits", "turns", "leases", "schedules", "workers", "controls", "waits", "labels", "tallies", "failure_kinds", "actions", "changes"];
        await using var source = Npgsql.NpgsqlDataSource.Create(connectionString);
#pragma warning disable CA2100 // Names of these tests.
        await using var command = source.CreateCommand(string.Concat(tables.Select(t => $"DELETE FROM {schema}.{t};")) + $"UPDATE {schema}.store SET feed = 0, trimmed = NULL");
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
