using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tests;

/// <summary>A server that dies, and comes again.</summary>
public sealed class ServerLossTests
{
    [SkippableFact]
    public async Task What_was_acknowledged_survives_the_death_of_the_server()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        await using var server = await PostgresServer.StartAsync(("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on"));
        await using var store = await Given.StoreAsync(server.ConnectionString, new());
        List<int> acknowledged = [];
        var next = 0;
        for (var round = 0; round < 3; round++)
        {
            using var enough = new SemaphoreSlim(0);
            var killed = false;
            var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            {
                while (!killed)
                {
                    var i = Interlocked.Increment(ref next);
                    try
                    {
                        await store.Run(Given.Accept($"f{i}"));
                        lock (acknowledged)
                            acknowledged.Add(i);
                        enough.Release();
                    }
                    catch (StoreException e)
                    {
                        Assert.True(e.IsTransient);
                    }
                }
            }));
            for (var i = 0; i < 200; i++)
            {
                // Whoever fails for another reason says so.
                if (await Task.WhenAny(enough.WaitAsync(), writing) == writing)
                    await writing;
            }

            await server.KillAsync();
            killed = true;
            await writing;
            await server.StartAsync();
            Assert.True((await store.Run(Given.Accept($"round {round}"))).Created);
        }

        foreach (var i in acknowledged)
            Assert.Equal(FlowState.Running, (await store.Run(new GetFlow(new($"f{i}", 0)))).State);
        Assert.True(acknowledged.Count >= 600);
    }
}
