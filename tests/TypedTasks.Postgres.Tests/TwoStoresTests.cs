using Npgsql;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tests;

/// <summary>Two processes on one database, as two stores.</summary>
public sealed class TwoStoresTests
{
    private const int Many = 400;

    [SkippableFact]
    public async Task Each_of_many_members_counts_once_whoever_records_it()
    {
        await using var stores = await OpenAsync();
        await stores[0].Run(Given.Accept("f"));
        var records = Enumerable.Range(0, 2 * Many).Select(i => Given.Member("f", i % Many, Many)).ToArray();
        await Parallel.ForEachAsync(records.Index(), Parallelism, async (r, _) => await stores[(r.Index / 3) % 2].Run(r.Item));

        Assert.Single(records.Where(static r => r.Result.State == JoinState.Completed && r.Result.DecidedBy == r.Index).Select(static r => r.Index).Distinct());
        var joins = await stores[0].Run(new ReadJoins(new("f", 0)));
        Assert.Equal((JoinState.Completed, Many), (joins.Single().State, joins.Single().Count));
        Assert.Equal(Many, (await stores[1].Run(new ReadMembers(new("f", 0), "0", 0, 2 * Many))).Count);
    }

    [SkippableFact]
    public async Task Of_flows_with_one_key_one_is_accepted()
    {
        await using var stores = await OpenAsync();
        for (var round = 0; round < 20; round++)
        {
            var accepts = Enumerable.Range(0, 8).Select(i => Given.Accept($"f{round}-{i}") with { UniqueKey = $"key-{round}" }).ToArray();
            await Parallel.ForEachAsync(accepts.Index(), Parallelism, async (a, _) => await stores[a.Index % 2].Run(a.Item));
            Assert.Single(accepts, static a => a.Result.Created);
            Assert.Single(accepts.Select(static a => a.Result.Flow.Key.FlowId).Distinct());
        }
    }

    [SkippableFact]
    public async Task Of_acceptances_of_one_flow_one_has_made_it()
    {
        await using var stores = await OpenAsync();
        for (var round = 0; round < 20; round++)
        {
            var accepts = Enumerable.Range(0, 8).Select(i => Given.Accept($"f{round}") with { Nonce = $"{i}" }).ToArray();
            await Parallel.ForEachAsync(accepts.Index(), Parallelism, async (a, _) => await stores[a.Index % 2].Run(a.Item));
            Assert.Single(accepts, static a => a.Result.Created);
        }
    }

    [SkippableFact]
    public async Task Of_what_is_not_there_each_member_counts_once_too()
    {
        await using var stores = await OpenAsync();
        var records = Enumerable.Range(0, 100).Select(static i => Given.Member("nobody", i, 100)).ToArray();
        await Parallel.ForEachAsync(records.Index(), Parallelism, async (r, _) => await stores[r.Index % 2].Run(r.Item));
        Assert.Single(records, static r => r.Result.State == JoinState.Completed && r.Result.DecidedBy == r.Index);
        Assert.Equal(0L, await Given.Ask(stores.ConnectionString, $"SELECT count(*) FROM {stores.Schema}.locks"));
    }

    [SkippableFact]
    public async Task A_permit_is_held_by_as_many_as_it_says()
    {
        await using var stores = await OpenAsync();
        var acquired = Enumerable.Range(0, 60).Select(static i => new AcquirePermit("p", 5, $"holder-{i}", 0, Message($"m{i}"), 1, TimeSpan.FromDays(1))).ToArray();
        await Parallel.ForEachAsync(acquired.Index(), Parallelism, async (a, _) => await stores[a.Index % 2].Run(a.Item));
        Assert.Equal(5, acquired.Count(static a => a.Result));

        var passed = 0;
        var held = new Queue<string>(acquired.Where(static a => a.Result).Select(static a => a.Holder));
        while (held.TryDequeue(out var holder))
        {
            passed++;
            if (await stores[passed % 2].Run(new ReleasePermit("p", holder, 1)) is { } next)
                held.Enqueue($"holder-{next.Id[1..]}");
        }

        Assert.Equal(60, passed);
    }

    [SkippableFact]
    public async Task Cancellations_become_visible_in_the_order_of_their_numbers()
    {
        await using var stores = await OpenAsync();
        foreach (var i in Enumerable.Range(0, Many))
            await stores[i % 2].Run(Given.Accept($"f{i}"));
        using var over = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            List<Cancellation> seen = [];
            while (true)
            {
                var isOver = over.IsCancellationRequested;
                var next = await stores[0].QueryAsync(new ReadCancellations(seen.Count == 0 ? 0 : seen[^1].Sequence, TimeSpan.MaxValue, 1000), CancellationToken.None);
                seen.AddRange(next);
                if (isOver && next.Count == 0)
                    return seen;
            }
        });
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Many),
            Parallelism,
            async (i, _) => await stores[i % 2].Run(new FinishFlow(new($"f{i}", 0), FlowState.Failed, new(FlowValue.None, "{}"u8.ToArray()))));
        await over.CancelAsync();

        var all = await reading;
        Assert.Equal(Many, all.Select(static c => c.Key.FlowId).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, Many).Select(static i => (long)i), all.Select(static c => c.Sequence));
    }

    [SkippableFact]
    public async Task A_plan_that_is_taken_into_use_is_not_deleted()
    {
        await using var stores = await OpenAsync();
        for (var round = 0; round < 60; round++)
        {
            var plan = $"plan-{round}";
            await stores[0].Run(Given.Accept($"old{round}") with { PlanHash = plan });
            await stores[0].Run(new FinishFlow(new($"old{round}", 0), FlowState.Succeeded, default));
            await stores[0].Run(new DeleteFlow($"old{round}", TimeSpan.Zero));
            await Task.WhenAll(
                stores[0].Run(new DeletePlan(plan, TimeSpan.Zero)),
                stores[1].Run(Given.Accept($"new{round}") with { PlanHash = plan }));
            Assert.NotNull(await stores[0].Run(new GetPlan(plan)));
        }
    }

    [SkippableFact]
    public async Task A_stranger_who_keeps_a_flow_locked_holds_up_that_flow_alone()
    {
        await using var stores = await OpenAsync(TimeSpan.FromMilliseconds(300));
        await stores[0].Run(Given.Accept("locked"));
        await stores[0].Run(Given.Accept("free"));
        await using var stranger = new NpgsqlConnection(stores.ConnectionString);
        await stranger.OpenAsync();
        await using var transaction = await stranger.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand($"SELECT 1 FROM {stores.Schema}.flows WHERE id = 'locked' FOR UPDATE", stranger, transaction))
            await command.ExecuteNonQueryAsync();

        var held = stores[0].Run(Given.Member("locked", 0, 1));
        for (var i = 0; i < 50; i++)
            await stores[0].Run(Given.Member("free", i, 50));
        Assert.False(held.IsCompletedSuccessfully);
        var error = await Assert.ThrowsAsync<StoreException>(() => held);
        Assert.True(error.IsTransient);
        Assert.Contains("locked by another transaction for longer than LockTimeout", error.Message, StringComparison.Ordinal);

        await transaction.CommitAsync();
        Assert.Equal(JoinState.Completed, (await stores[0].Run(Given.Member("locked", 0, 1))).State);
    }

    [SkippableFact]
    public async Task A_commit_whose_answer_was_lost_is_repeated_and_finds_itself_done()
    {
        await using var stores = await OpenAsync();
        using var proxy = new CuttingProxy(new NpgsqlConnectionStringBuilder(stores.ConnectionString).Port);
        var through = new NpgsqlConnectionStringBuilder(stores.ConnectionString) { Port = proxy.Port, MaxAutoPrepare = 0 }.ConnectionString;
        await using var store = await Given.StoreAsync(through, new() { Schema = stores.Schema });
        for (var i = 0; i < 20; i++)
        {
            proxy.Cut(1);
            Assert.True((await store.Run(Given.Accept($"f{i}"))).Created);
            proxy.Cut(1);
            Assert.Equal(JoinState.Completed, (await store.Run(Given.Member($"f{i}", 0, 1))).State);
        }

        Assert.Equal(40, proxy.Done);
        Assert.Equal(20L, await Given.Ask(stores.ConnectionString, $"SELECT count(*) FROM {stores.Schema}.members"));
        Assert.Equal(20L, await Given.Ask(stores.ConnectionString, $"SELECT sum(succeeded) FROM {stores.Schema}.joins"));
    }

    [SkippableFact]
    public async Task Connections_that_are_ended_under_load_lose_nothing_and_count_nothing_twice()
    {
        await using var stores = await OpenAsync();
        await stores[0].Run(Given.Accept("f"));
        using var over = new CancellationTokenSource();
        var ending = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
                await Given.Ask(stores.ConnectionString, $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '{stores.Schema}' AND random() < 0.5");
        });
        await Parallel.ForEachAsync(Enumerable.Range(0, Many), Parallelism, async (i, _) =>
        {
            while (true)
            {
                try
                {
                    await stores[i % 2].Run(Given.Member("f", i, Many));
                    return;
                }
                catch (StoreException e) when (e.IsTransient)
                {
                    // As the host does: the same once more.
                }
            }
        });
        await over.CancelAsync();
        await ending;
        Assert.Equal(Many, (await stores[0].Run(new ReadMembers(new("f", 0), "0", 0, Many + 1))).Count);
        Assert.Equal(Many, await Given.Ask(stores.ConnectionString, $"SELECT succeeded FROM {stores.Schema}.joins"));
    }

    private static ParallelOptions Parallelism => new() { MaxDegreeOfParallelism = 16 };

    private static TypedTasks.Transport.TaskMessage Message(string id) => new() { Id = id, Queue = "q", FlowId = "f", Subject = "s", Step = "0", Body = "{}"u8.ToArray() };

    private static async Task<StorePair> OpenAsync(TimeSpan? lockTimeout = null) => await StorePair.OpenAsync(await Given.ServerAsync(), lockTimeout);
}
