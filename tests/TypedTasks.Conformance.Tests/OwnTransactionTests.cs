using System.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TypedTasks.Postgres;
using TypedTasks.Testing;
using static TypedTasks.Conformance.Tests.Troubles.Tasks;
using static TypedTasks.Conformance.Worker.Sums.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>Flows that are enqueued in a transaction of the application: they are there with its data, or not at all.</summary>
public sealed class OwnTransactionTests : IAsyncLifetime
{
    private readonly string schema = $"t{Guid.NewGuid():N}";
    private readonly InMemoryTransport transport = new();
    private NpgsqlDataSource database = null!;
    private RunningHost host = null!;

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is not null)
            return;
        database = NpgsqlDataSource.Create((await PostgresServer.Shared).ConnectionString);
        host = await StartAsync();
        await AskAsync($"CREATE TABLE {schema}.orders(id int PRIMARY KEY)");
    }

    public async Task DisposeAsync()
    {
        if (PostgresServer.Missing is not null)
            return;
        await host.DisposeAsync();
        await database.DisposeAsync();
    }

    [SkippableTheory]
    [InlineData(IsolationLevel.ReadCommitted)]
    [InlineData(IsolationLevel.RepeatableRead)]
    [InlineData(IsolationLevel.Serializable)]
    public async Task A_flow_begins_when_its_transaction_is_committed(IsolationLevel level)
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(level);
        await InsertAsync(transaction, (int)level);
        var handle = await host.Client.EnqueueAsync(Group.Of(Number(1), Count(7), Number(2)) | Total(), transaction);
        Assert.False(handle.Existed);
        Assert.Equal(FlowState.Unknown, (await handle.GetStatusAsync()).State);
        await Assert.ThrowsAsync<FlowUnknownException>(() => handle.StartAsync().AsTask());
        await transaction.CommitAsync();
        await handle.StartAsync();
        await handle.StartAsync();
        Assert.Equal(10, await handle.WaitAsync(Deadline.Token));
        Assert.Equal([7], host.Get<RunLog>().Runs);
    }

    [SkippableFact]
    public async Task Nobody_has_to_start_it()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var handle = await host.Client.EnqueueAsync(Number(3) | Double(), transaction);
        await transaction.CommitAsync();
        while ((await handle.GetStatusAsync()).State != FlowState.Succeeded)
            await Task.Delay(50, Deadline.Token);
        Assert.Equal(6, await handle.WaitAsync(Deadline.Token));
    }

    [SkippableFact]
    public async Task A_flow_in_line_has_its_turn_after_the_commit()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var first = await host.Client.EnqueueAsync((Number(3) | Double()).InTurn("line"), transaction);
        var second = await host.Client.EnqueueAsync((Number(4) | Double()).InTurn("line"), transaction);
        var beside = await host.Client.EnqueueAsync((Number(5) | Double()).InTurn("line"));
        Assert.Equal(10, await beside.WaitAsync(Deadline.Token));
        Assert.Equal(FlowState.Unknown, (await first.GetStatusAsync()).State);
        await transaction.CommitAsync();
        Assert.Equal(8, await second.WaitAsync(Deadline.Token));
        Assert.Equal(6, await first.WaitAsync(Deadline.Token));
        Assert.True((await first.GetStatusAsync()).EndedAt <= (await second.GetStatusAsync()).EndedAt);
    }

    [SkippableFact]
    public async Task What_is_rolled_back_never_was()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        await using var connection = await database.OpenConnectionAsync();
        TaskHandle<int> handle;
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await InsertAsync(transaction, 99);
            handle = await host.Client.EnqueueAsync(Count(99), transaction);
            await transaction.RollbackAsync();
        }

        await Assert.ThrowsAsync<FlowUnknownException>(() => handle.WaitAsync().AsTask());
        await Assert.ThrowsAsync<FlowUnknownException>(() => handle.StartAsync().AsTask());
        Assert.Equal(0L, await AskAsync($"SELECT (SELECT count(*) FROM {schema}.flows) + (SELECT count(*) FROM {schema}.owed) + (SELECT count(*) FROM {schema}.orders)"));
        Assert.Empty(host.Get<RunLog>().Runs);
    }

    [SkippableFact]
    public async Task A_flow_whose_process_dies_after_the_commit_begins_in_another_one()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        TaskHandle<int> handle;
        await using (var front = await StartAsync(runs: false))
        {
            await using var connection = await database.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            handle = await front.Client.EnqueueAsync(Number(4) | Double(), transaction);
            await transaction.CommitAsync();
        }

        // What is owed otherwise is sent after two minutes; this is owed since ever.
        Assert.Equal(8, await host.Client.GetHandle<int>(handle.FlowId).WaitAsync(Deadline.Token));
    }

    [SkippableFact]
    public async Task An_id_is_accepted_once()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        await host.Client.EnqueueAsync((Number(5) | Double()).WithId("five"));
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        Assert.True((await host.Client.EnqueueAsync((Number(5) | Double()).WithId("five"), transaction)).Existed);
        await Assert.ThrowsAsync<FlowConflictException>(() => host.Client.EnqueueAsync((Number(6) | Double()).WithId("five"), transaction).AsTask());
        Assert.True((await host.Client.EnqueueAsync((Number(7) | Double()).WithId("seven"), transaction)) is { Existed: false });
        Assert.True((await host.Client.EnqueueAsync((Number(7) | Double()).WithId("seven"), transaction)) is { Existed: true });
        await transaction.CommitAsync();
        Assert.Equal(14, await host.Client.GetHandle<int>("seven").WaitAsync(Deadline.Token));
    }

    [SkippableFact]
    public async Task What_cannot_be_done_is_said()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var unique = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.EnqueueAsync(Number(1).Unique("one"), transaction).AsTask());
        Assert.Equal(
            "The key 'one' (Unique) cannot be held in a transaction of yours: who has it is known only after the commit. Enqueue after the commit, or give the flow an id (WithId).",
            unique.Message);
        await transaction.CommitAsync();
        var over = await Assert.ThrowsAsync<ArgumentException>(() => host.Client.EnqueueAsync(Number(1), transaction).AsTask());
        Assert.StartsWith("The transaction is over: it was committed or rolled back.", over.Message, StringComparison.Ordinal);

        await using var other = await RunningHost.StartAsync(static b => b.UseInMemoryTransport(new InMemoryTransportOptions()).UseInMemoryStore());
        await using var open = await connection.BeginTransactionAsync();
        var alone = await Assert.ThrowsAsync<InvalidOperationException>(() => other.Client.EnqueueAsync(Number(1), open).AsTask());
        Assert.Equal("The InMemoryTaskStore takes no part in transactions of yours: use UsePostgres(connectionString), or enqueue after the commit.", alone.Message);
    }

    private async Task<RunningHost> StartAsync(bool runs = true) => await RunningHost.StartAsync(
        b =>
        {
            b.Services.AddSingleton(transport);
            b.UseInMemoryTransport(new InMemoryTransportOptions()).UsePostgres(database.ConnectionString, new PostgresStoreOptions { Schema = schema });
            b.Services.Configure<WorkerOptions>(static o => o.ReconcileInterval = TimeSpan.FromSeconds(1));
        },
        runs: runs);

    private async Task InsertAsync(NpgsqlTransaction transaction, int id)
    {
        await using var command = new NpgsqlCommand($"INSERT INTO {schema}.orders VALUES ({id})", transaction.Connection, transaction);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<object?> AskAsync(string sql)
    {
#pragma warning disable CA2100 // Statements of these tests.
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }
}
