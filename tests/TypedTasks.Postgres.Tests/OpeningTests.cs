using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tests;

/// <summary>How a store begins, and what is said where it cannot.</summary>
public sealed class OpeningTests
{
    [SkippableFact]
    public async Task Many_that_open_at_once_find_one_store()
    {
        var server = await Given.ServerAsync();
        var options = new PostgresStoreOptions { Schema = PostgresStoreHost.NewSchema() };
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Given.StoreAsync(server, options)));
        Assert.Single(stores.Select(static s => s.Identity).Distinct());
        Assert.Equal(32, stores[0].Identity!.Length);
        foreach (var store in stores)
            await store.DisposeAsync();
    }

    [SkippableFact]
    public async Task Two_schemas_are_two_stores()
    {
        var server = await Given.ServerAsync();
        await using var one = await Given.StoreAsync(server, new() { Schema = PostgresStoreHost.NewSchema() });
        await using var other = await Given.StoreAsync(server, new() { Schema = PostgresStoreHost.NewSchema() });
        await one.Run(Given.Accept("f"));
        Assert.NotEqual(one.Identity, other.Identity);
        Assert.Equal(FlowState.Unknown, (await other.Run(new GetFlow(new("f", 0)))).State);
    }

    [SkippableFact]
    public async Task A_role_that_makes_no_tables_uses_those_that_are_there()
    {
        var server = await Given.ServerAsync();
        var schema = PostgresStoreHost.NewSchema();
        await using (await Given.StoreAsync(server, new() { Schema = schema }))
        {
        }

        await Given.Ask(server, $"CREATE ROLE {schema} LOGIN; GRANT USAGE ON SCHEMA {schema} TO {schema}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {schema}; GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {schema}");
        var asRole = new Npgsql.NpgsqlConnectionStringBuilder(server) { Username = schema }.ConnectionString;
        await using var store = await Given.StoreAsync(asRole, new() { Schema = schema });
        Assert.True((await store.Run(Given.Accept("f"))).Created);
        Assert.Equal(JoinState.Completed, (await store.Run(Given.Member("f", 0, 1))).State);

        var error = await Assert.ThrowsAsync<StoreException>(() => Given.StoreAsync(asRole, new() { Schema = PostgresStoreHost.NewSchema() }));
        Assert.False(error.IsTransient);
        Assert.Contains("may not do that: permission denied for database", error.Message, StringComparison.Ordinal);
        Assert.Contains("typedtasks store migrate", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Tables_that_are_missing_are_made_only_where_that_is_wanted()
    {
        var server = await Given.ServerAsync();
        var error = await Assert.ThrowsAsync<StoreException>(() => Given.StoreAsync(server, new() { Schema = PostgresStoreHost.NewSchema(), Migrates = false }));
        Assert.False(error.IsTransient);
        Assert.Contains("lacks what this version needs (step 1 of its schema), and Migrates is false. Run `typedtasks store migrate`.", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_store_that_was_finalized_for_a_newer_version_is_refused()
    {
        var server = await Given.ServerAsync();
        var options = new PostgresStoreOptions { Schema = PostgresStoreHost.NewSchema() };
        await using (await Given.StoreAsync(server, options))
        {
        }

        await Given.Ask(server, $"UPDATE {options.Schema}.store SET format = 99");
        var error = await Assert.ThrowsAsync<StoreException>(() => Given.StoreAsync(server, options));
        Assert.False(error.IsTransient);
        Assert.EndsWith("was finalized for a newer version of TypedTasks.Postgres (format 99; this one knows 1). Update the package.", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_database_that_is_not_there_is_named()
    {
        var server = await Given.ServerAsync();
        var elsewhere = new Npgsql.NpgsqlConnectionStringBuilder(server) { Database = "nowhere" }.ConnectionString;
        var error = await Assert.ThrowsAsync<StoreException>(() => Given.StoreAsync(elsewhere, new()));
        Assert.False(error.IsTransient);
        Assert.Equal("The database of the store does not exist (schema 'typedtasks' of database 'nowhere' on 127.0.0.1). Create it, or correct the connection string.", error.Message);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_may_come_later()
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => Given.StoreAsync("Host=127.0.0.1;Port=1;Username=nobody;Timeout=1", new()));
        Assert.True(error.IsTransient);
        Assert.StartsWith("The store in schema 'typedtasks' of database 'nobody' on 127.0.0.1 cannot be reached: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Orders")]
    [InlineData("7up")]
    [InlineData("a\"; DROP TABLE x")]
    [InlineData("pg_mine")]
    [InlineData("ünder")]
    public void A_schema_has_a_plain_name(string schema)
    {
        var error = Assert.Throws<ArgumentException>(() => new PostgresTaskStore("Host=localhost", new() { Schema = schema }));
        Assert.StartsWith($"Schema is '{schema}'. It takes 1 to 63 lower-case letters", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_have_ranges()
    {
        Assert.Equal("Connections is 1; it takes 2 to 64. (Parameter 'options')", Error(new() { Connections = 1 }));
        Assert.Equal("LockTimeout is 00:00:00; it takes 00:00:00.1000000 to 01:00:00. (Parameter 'options')", Error(new() { LockTimeout = TimeSpan.Zero }));
        Assert.Equal("StatementTimeout is 00:00:00; it takes 00:00:01 to 01:00:00. (Parameter 'options')", Error(new() { StatementTimeout = TimeSpan.Zero }));

        static string Error(PostgresStoreOptions options) => Assert.Throws<ArgumentException>(() => new PostgresTaskStore("Host=localhost", options)).Message;
    }

    [SkippableTheory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(9)]
    public async Task It_keeps_as_many_connections_as_it_says(int connections)
    {
        var server = await Given.ServerAsync();
        var schema = PostgresStoreHost.NewSchema();
        await using var store = await Given.StoreAsync(new Npgsql.NpgsqlConnectionStringBuilder(server) { ApplicationName = schema }.ConnectionString, new() { Schema = schema, Connections = connections });
        for (var i = 0; i < 40; i++)
        {
            await store.Run(Given.Accept($"f{i}"));
            await store.Run(new GetFlow(new("f", 0)));
            await store.Run(new IsCancelled(new("f", 0), "0"));
            await store.QueryAsync(new FindOverdue(1), CancellationToken.None);
            await store.QueryAsync(new ReadCancellations(0, TimeSpan.MaxValue, 1), CancellationToken.None);
        }

        Assert.Equal((long)connections, await Given.Ask(server, $"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{schema}'"));
    }

    [SkippableFact]
    public async Task Texts_that_the_server_refuses_come_back_as_they_were()
    {
        await using var store = await Given.StoreAsync(await Given.ServerAsync(), new() { Schema = PostgresStoreHost.NewSchema() });
        const string name = "a\0b\u001A0c\u001A";
        await store.Run(Given.Accept("f") with { Name = name, Tasks = [name, "plain"] });
        await store.Run(Given.Accept("g") with { Name = "half \uD800 pair" });
        var flow = await store.Run(new GetFlow(new("f", 0)));
        Assert.Equal(name, flow.Name);
        Assert.Equal([name, "plain"], flow.Tasks);
        Assert.Equal("half \uFFFD pair", (await store.Run(new GetFlow(new("g", 0)))).Name);
        Assert.Single(await store.QueryAsync(new ListFlows(new() { Name = name, Task = name }, null, 10), CancellationToken.None));
    }
}
