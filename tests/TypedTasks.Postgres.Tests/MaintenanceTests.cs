using TypedTasks.Postgres.Schema;

namespace TypedTasks.Postgres.Tests;

/// <summary>What an administrator does with the tables.</summary>
public sealed class MaintenanceTests
{
    [SkippableFact]
    public async Task An_administrator_makes_the_tables_and_an_application_uses_them()
    {
        var server = await Given.ServerAsync();
        var schema = PostgresStoreHost.NewSchema();
        await using var maintenance = new StoreMaintenance(server, schema);
        var before = await maintenance.CheckAsync(CancellationToken.None);
        Assert.Equal(StoreSchema.Steps, before.Missing);
        Assert.Null(before.Format);
        Assert.Equal(StoreSchema.Steps, await maintenance.MigrateAsync(CancellationToken.None));
        Assert.Empty(await maintenance.MigrateAsync(CancellationToken.None));
        var after = await maintenance.CheckAsync(CancellationToken.None);
        Assert.Empty(after.Missing);
        Assert.Equal(1, after.Format);
        Assert.Equal(1, await maintenance.FinalizeAsync(CancellationToken.None));
        await using var store = await Given.StoreAsync(server, new() { Schema = schema, Migrates = false });
        Assert.True((await store.Run(Given.Accept("f"))).Created);
    }

    [SkippableFact]
    public async Task Printed_statements_make_the_same()
    {
        var server = await Given.ServerAsync();
        var schema = PostgresStoreHost.NewSchema();
        await Given.Ask(server, StoreMaintenance.Print(schema, 0));
        await using var store = await Given.StoreAsync(server, new() { Schema = schema, Migrates = false });
        Assert.True((await store.Run(Given.Accept("f"))).Created);
        Assert.Equal("", StoreMaintenance.Print(schema, StoreSchema.Steps[^1]));
    }

    [SkippableFact]
    public async Task People_read_times()
    {
        var server = await Given.ServerAsync();
        var schema = PostgresStoreHost.NewSchema();
        await using var store = await Given.StoreAsync(server, new() { Schema = schema });
        Assert.Equal(
            new DateTime(2026, 3, 1, 12, 0, 0, 500, DateTimeKind.Utc),
            await Given.Ask(server, $"SELECT {schema}.at({new DateTime(2026, 3, 1, 12, 0, 0, 500, DateTimeKind.Utc).Ticks})"));
    }
}
