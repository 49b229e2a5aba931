using System.Text;
using Npgsql;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tests;

/// <summary>What tests of this store begin with.</summary>
internal static class Given
{
    public static async Task<PostgresTaskStore> StoreAsync(string connectionString, PostgresStoreOptions options)
    {
        var store = new PostgresTaskStore(connectionString, options);
        await store.OpenAsync(CancellationToken.None);
        return store;
    }

    public static async Task<string> ServerAsync()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        return (await PostgresServer.Shared).ConnectionString;
    }

    public static AcceptFlow Accept(string flow) => new(new(flow, 0), $"nonce of {flow}", null, "plan", "{}"u8.ToArray(), TimeSpan.FromDays(1), null);

    public static RecordMember Member(string flow, int index, int count) => new(new(flow, 0), "0", index, count, new(FlowValue.Inline(Encoding.UTF8.GetBytes($"{index}")), null));

    public static async Task<T> Run<T>(this ITaskStore store, StoreOperation<T> operation)
    {
        await store.ExecuteAsync([operation], CancellationToken.None);
        return operation.Result;
    }

    /// <summary>Runs a statement as an administrator would.</summary>
    public static async Task<object?> Ask(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
#pragma warning disable CA2100 // Statements of these tests.
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }
}
