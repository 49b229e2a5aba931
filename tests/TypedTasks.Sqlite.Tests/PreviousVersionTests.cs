using Microsoft.Data.Sqlite;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Tests;

/// <summary>Files of the version before: both versions use them, until a process says that the other one is gone.</summary>
public sealed class PreviousVersionTests : IDisposable
{
    private static readonly FlowSeal Forged = new("forged", "0");

    private readonly TemporaryFolder folder = new();

    private string Path => folder["store.db"];

    [Fact]
    public async Task A_file_of_the_version_before_stays_one_and_takes_every_write()
    {
        await MakeAsync();
        await using (var store = await OpenAsync())
        {
            Assert.NotNull(store.Identity);
            Assert.False(await IsRefusedAsync(store, "new"));
            Assert.False(await IsRefusedAsync(store, Writer.Flow.FlowId));
        }

        // The version before opens it, writes as it did, and what this one adds stays.
        Assert.Equal(7, ReadLong("PRAGMA user_version"));
        Execute(
            """
            INSERT INTO flows(id, generation, name, plan, state, accepted, deadline, tasks, nonce, unique_key, compensation, closed, frees)
            VALUES ('theirs', 0, NULL, 'p', 1, 0, 0, '', 'n', NULL, NULL, 0, 0)
            """);
        await using var again = await OpenAsync();
        Assert.False(await IsRefusedAsync(again, "theirs"));
    }

    [Fact]
    public async Task Its_identity_is_given_once()
    {
        await MakeAsync();
        await using var one = await OpenAsync();
        await using var two = await OpenAsync();
        Assert.Equal(one.Identity, two.Identity);
    }

    [Fact]
    public async Task From_when_a_process_says_so_new_flows_are_sealed_and_the_version_before_is_refused()
    {
        await MakeAsync();
        await using var store = await OpenAsync(allowsPreviousVersion: false);
        Assert.True(await IsRefusedAsync(store, "new"));
        Assert.False(await IsRefusedAsync(store, Writer.Flow.FlowId));
        Assert.Equal(8, ReadLong("PRAGMA user_version"));
    }

    [Fact]
    public async Task A_new_file_seals_from_its_first_flow_on()
    {
        await using var store = await OpenAsync();
        Assert.True(await IsRefusedAsync(store, "new"));
        Assert.Equal(8, ReadLong("PRAGMA user_version"));
    }

    public void Dispose() => folder.Dispose();

    // As the version before has made it: without what this one adds.
    private async Task MakeAsync()
    {
        await using (var store = await OpenAsync())
            await store.ExecuteAsync([Accept(Writer.Flow.FlowId) with { IsSealed = false }], CancellationToken.None);
        Execute(
            """
            DROP INDEX flows_broker; DROP INDEX flows_quiet; DROP INDEX flows_undoing; DROP INDEX permits_flow; DROP TABLE identity;
            ALTER TABLE flows DROP COLUMN broker; ALTER TABLE flows DROP COLUMN sealed; ALTER TABLE flows DROP COLUMN sign_due; ALTER TABLE flows DROP COLUMN quiet;
            DROP INDEX owed_origin; ALTER TABLE owed DROP COLUMN deferral; ALTER TABLE owed DROP COLUMN origin; ALTER TABLE owed DROP COLUMN handed_off;
            PRAGMA user_version = 7
            """);
    }

    private async Task<SqliteTaskStore> OpenAsync(bool allowsPreviousVersion = true)
    {
        var store = new SqliteTaskStore(new() { Path = Path, AllowsPreviousVersion = allowsPreviousVersion });
        await store.OpenAsync(CancellationToken.None);
        return store;
    }

    private static async Task<bool> IsRefusedAsync(SqliteTaskStore store, string flow)
    {
        var value = new PutValue(new FlowKey(flow, 0) with { Seal = Forged }, "0", "1"u8.ToArray());
        await store.ExecuteAsync(flow == "new" ? [Accept(flow), value] : [value], CancellationToken.None);
        return value.IsRefused;
    }

    private static AcceptFlow Accept(string flow) =>
        new(new(flow, 0), "nonce", null, "plan", "{}"u8.ToArray(), TimeSpan.FromDays(1), null) { IsSealed = true };

    private long ReadLong(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are those of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are those of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
