using System.Globalization;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tests;

/// <summary>How the server goes about what is read by key, on tables of which it knows nothing yet.</summary>
public sealed class ReadPlanTests
{
    private const int Flows = 2000;
    private const int ReadsBefore = 30;

    [SkippableFact]
    public async Task What_is_read_by_key_is_looked_up_however_empty_the_tables_were_when_it_was_planned()
    {
        var server = await Given.ServerAsync();
        var schema = PostgresStoreHost.NewSchema();
        await using (var store = await Given.StoreAsync(server, new() { Schema = schema }))
        {
            // Enough for the server to plan each statement for good.
            for (var i = 0; i < ReadsBefore; i++)
                await ReadAsync(store, "f0");
            await Task.WhenAll(Enumerable.Range(0, Flows).Select(i => store.Run(Given.Accept($"f{i}"))));
            for (var i = 0; i < ReadsBefore; i++)
                await ReadAsync(store, $"f{i}");
        }

        // What a connection has counted is told when it ends.
        var read = await Given.Ask(server, $"SELECT sum(seq_tup_read)::bigint FROM pg_stat_user_tables WHERE schemaname = '{schema}' AND relname <> 'store'");
        Assert.InRange(Convert.ToInt64(read, CultureInfo.InvariantCulture), 0, Flows);
    }

    [SkippableFact]
    public async Task A_read_that_fails_takes_none_of_its_neighbours_along()
    {
        var server = await Given.ServerAsync();
        var schema = PostgresStoreHost.NewSchema();
        await using var store = await Given.StoreAsync(server, new() { Schema = schema });
        _ = await store.Run(Given.Accept("f"));
        _ = await Given.Ask(server, $"DROP TABLE {schema}.steps");
        var wrong = Enumerable.Range(0, 20).Select(_ => store.Run(new ReadSteps(new("f", 0)))).ToArray();
        var right = Enumerable.Range(0, 20).Select(_ => store.Run(new GetFlow(new("f", 0)))).ToArray();
        Assert.All(await Task.WhenAll(right), static f => Assert.Equal("f", f.Key.FlowId));
        foreach (var read in wrong)
            await Assert.ThrowsAsync<StoreException>(() => read);
    }

    [SkippableTheory]
    [InlineData("\0")]
    [InlineData("f\0")]
    [InlineData("f\u001A0")]
    [InlineData("\uD800")]
    public async Task An_id_of_any_characters_is_looked_up_once(string id)
    {
        var server = await Given.ServerAsync();
        await using var store = await Given.StoreAsync(server, new() { Schema = PostgresStoreHost.NewSchema() });
        Assert.Equal(FlowState.Unknown, (await store.Run(new GetFlow(new(id, 0))).WaitAsync(TimeSpan.FromMinutes(1))).State);
        Assert.Empty(await store.Run(new ReadSteps(new(id, 0))).WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.False(await store.Run(new IsCancelled(new(id, 0), id)).WaitAsync(TimeSpan.FromMinutes(1)));
    }

    private static async Task ReadAsync(ITaskStore store, string flow)
    {
        _ = await store.Run(new GetFlow(new(flow, 0)));
        _ = await store.Run(new IsCancelled(new(flow, 0), "0"));
        _ = await store.Run(new ReadSteps(new(flow, 0)));
        _ = await store.Run(new WasHandedOff(new(flow, 0), "m"));
    }
}
