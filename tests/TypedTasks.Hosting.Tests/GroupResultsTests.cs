using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Storage;
using TypedTasks.Testing;
using static TypedTasks.Hosting.Tests.Sums.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>The members of the group at the end of a flow are told one by one, in the order in which they end, until the flow has ended.</summary>
public sealed class GroupResultsTests
{
    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public async Task Members_are_told_as_they_end_with_index_and_value()
    {
        await using var host = await StartAsync();
        var flow = await host.Client.EnqueueAsync(Group.Of(Later(10, 3), Later(11, 1), Later(12, 2)));
        await using var results = flow.ResultsAsync(Deadline).GetAsyncEnumerator();
        List<(int, int)> told = [];
        foreach (var minute in Enumerable.Range(1, 3))
        {
            var next = results.MoveNextAsync().AsTask();
            Assert.False(next.IsCompleted);
            await host.AdvanceAsync(TimeSpan.FromMinutes(1), Deadline);
            await host.RunUntilIdleAsync(Deadline);
            Assert.True(await MovedAsync(host, next));
            told.Add((results.Current.Index, results.Current.Outcome.Value));
            Assert.Equal(minute, told.Count);
        }

        Assert.False(await results.MoveNextAsync());
        Assert.Equal([(1, 11), (2, 12), (0, 10)], told);

        // Who comes later is told the same.
        Assert.Equal(told, await ReadAsync(flow));
    }

    [Fact]
    public async Task Elements_of_a_list_are_told_by_element_in_chunks_too()
    {
        await using var host = await StartAsync();
        int[] list = [.. Enumerable.Range(0, 25)];
        var each = await host.Client.EnqueueAsync(Signature.Value(list) | Twice().Each(maxParallelism: 3));
        var chunks = await host.Client.EnqueueAsync(Signature.Value(list) | Twice().Each(chunkSize: 4));
        await host.RunAsync(each, Deadline);
        await host.RunAsync(chunks, Deadline);
        Assert.Equal(list.Select(static i => (i, i * 2)), (await ReadAsync(each)).Order());
        Assert.Equal(list.Select(static i => (i, i * 2)), (await ReadAsync(chunks)).Order());
    }

    [Fact]
    public async Task A_group_without_members_tells_none()
    {
        await using var host = await StartAsync();
        var flow = await host.Client.EnqueueAsync(Group.Of<int>());
        await host.RunAsync(flow, Deadline);
        Assert.Empty(await ReadAsync(flow));
    }

    [Fact]
    public async Task What_surrounds_the_group_and_yields_its_list_does_not_hide_it()
    {
        await using var host = await StartAsync();
        var flow = await host.Client.EnqueueAsync(
            (One(1) >> Group.Of(Later(10, 2), Later(11, 1))).WithTimeout(TimeSpan.FromHours(1)).OnSuccess(One(5)).CompensateWith(Total()));
        await host.RunAsync(flow, Deadline);
        Assert.Equal([(1, 11), (0, 10)], await ReadAsync(flow));
    }

    [Fact]
    public async Task Settled_members_are_told_with_their_failures_and_the_flow_succeeds()
    {
        await using var host = await StartAsync();
        var flow = await host.Client.EnqueueAsync(Group.Of(Later(1, 1), Broken("x")).Settled());
        await host.RunAsync(flow, Deadline);
        List<string> told = [];
        await foreach (var (index, outcome) in flow.ResultsAsync(Deadline))
            told.Add($"{index} {outcome.Failure?.Message ?? $"{outcome.Value}"}");
        Assert.Equal(["1 cannot add x", "0 1"], told);
    }

    [Fact]
    public async Task A_failure_that_members_carry_is_told_for_each_of_them()
    {
        await using var host = await StartAsync();
        var flow = await host.Client.EnqueueAsync(Group.Of(Later(1, 0), Later(2, 60)).WithTimeout(TimeSpan.FromMinutes(5)).Settled());
        await host.RunAsync(flow, Deadline);
        List<string> told = [];
        await foreach (var (index, outcome) in flow.ResultsAsync(Deadline))
            told.Add($"{index} {outcome.Succeeded}");
        Assert.Equal(["0 True", "1 False"], told);
    }

    [Fact]
    public async Task When_the_flow_fails_the_members_that_had_ended_are_told_before_the_exception()
    {
        await using var host = await StartAsync();
        var flow = await host.Client.EnqueueAsync(Group.Of(Later(1, 0), Broken("x").WithDelay(TimeSpan.FromMinutes(1)), Later(3, 60)));
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(flow, Deadline));
        await ExpectAsync();

        // After a retry the member that had failed ends anew.
        await host.Client.RetryAsync(flow.FlowId, Deadline);
        await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(flow, Deadline));
        await ExpectAsync();

        async Task ExpectAsync()
        {
            List<string> told = [];
            await Assert.ThrowsAsync<TaskFailedException>(async () =>
            {
                await foreach (var (index, outcome) in flow.ResultsAsync(Deadline))
                    told.Add($"{index} {outcome.Failure?.Message ?? $"{outcome.Value}"}");
            });
            Assert.Equal(["0 1", "1 cannot add x"], told);
        }
    }

    [Fact]
    public async Task When_the_flow_is_cancelled_that_is_told_after_what_had_ended()
    {
        await using var host = await StartAsync();
        var flow = await host.Client.EnqueueAsync(Group.Of(Later(1, 0), Later(2, 60)));
        await host.RunUntilIdleAsync(Deadline);
        await using var results = flow.ResultsAsync(Deadline).GetAsyncEnumerator();
        Assert.True(await results.MoveNextAsync());
        Assert.Equal((0, 1), (results.Current.Index, results.Current.Outcome.Value));
        var next = results.MoveNextAsync().AsTask();
        await flow.CancelAsync(Deadline);
        await Assert.ThrowsAsync<FlowCancelledException>(() => MovedAsync(host, next));
    }

    [Fact]
    public async Task A_flow_that_ends_with_something_else_is_refused_with_what_that_is()
    {
        await using var host = await StartAsync();
        var step = await host.Client.EnqueueAsync(One(1) | Twice());
        var sum = await host.Client.EnqueueAsync(Group.Of(One(1)) | Total());
        foreach (var (id, end) in new[] { (step.FlowId, "sums.twice"), (sum.FlowId, "sums.total") })
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(host.Client.GetHandle<IReadOnlyList<int>>(id)));
            Assert.Contains($"does not end with a group or Each, but with {end}", refused.Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<FlowUnknownException>(() => ReadAsync(host.Client.GetHandle<IReadOnlyList<int>>("never-seen")));
        var wrong = await host.Client.EnqueueAsync(Group.Of(One(1)));
        await host.RunAsync(wrong, Deadline);
        await Assert.ThrowsAsync<TaskResultException>(async () =>
        {
            await foreach (var result in host.Client.GetHandle<IReadOnlyList<DateOnly>>(wrong.FlowId).ResultsAsync(Deadline))
                Assert.Fail($"{result}");
        });
    }

    [Fact]
    public async Task Ten_thousand_members_are_read_once_each_a_page_at_a_time()
    {
        const int count = 10_000;
        var looks = new LookedAtStore();
        await using var host = await StartAsync(looks);
        int[] list = [.. Enumerable.Range(0, count)];
        var flow = await host.Client.EnqueueAsync(Signature.Value(list) | Twice().Each());
        await host.RunAsync(flow, Deadline);
        Assert.Equal(list.Select(static i => (i, i * 2)), (await ReadAsync(flow)).Order());
        Assert.Equal(count, looks.Ends.Sum());
        Assert.InRange(looks.Ends.Max(), 1, 200);
        Assert.Equal(0, looks.Others);
    }

    [Fact]
    public async Task Members_that_an_older_version_has_recorded_are_told_at_the_end()
    {
        await using var host = await StartAsync(new LookedAtStore { IsOlder = true });
        var flow = await host.Client.EnqueueAsync(Group.Of(Later(10, 3), Later(11, 1)));
        await host.RunAsync(flow, Deadline);
        Assert.Equal([(0, 10), (1, 11)], await ReadAsync(flow));
    }

    [Fact]
    public async Task When_the_store_is_away_the_stream_ends_and_another_one_begins_anew()
    {
        var store = new LookedAtStore();
        await using var host = await StartAsync(store);
        var flow = await host.Client.EnqueueAsync(Group.Of(Later(1, 0), Later(2, 0)));
        await host.RunAsync(flow, Deadline);
        await using (var results = flow.ResultsAsync(Deadline).GetAsyncEnumerator())
        {
            store.IsAway = true;
            await Assert.ThrowsAsync<StoreException>(async () => await results.MoveNextAsync());
        }

        store.IsAway = false;
        Assert.Equal([(0, 1), (1, 2)], (await ReadAsync(flow)).Order());
    }

    private static Signature<int> Later(int value, int minutes) => One(value).WithDelay(TimeSpan.FromMinutes(minutes));

    private static Task<TaskTestHost> StartAsync(LookedAtStore? store = null) => TaskTestHost.StartAsync(
        b =>
        {
            b.AddTypedTasksHostingTestsTasks();
            if (store is not null)
                b.Services.AddSingleton<ITaskStore>(s => store.Around(s.GetRequiredService<InMemoryTaskStore>()));
        },
        Deadline);

    private static async Task<List<(int Index, int Value)>> ReadAsync(TaskHandle<IReadOnlyList<int>> flow)
    {
        List<(int, int)> told = [];
        await foreach (var (index, outcome) in flow.ResultsAsync(Deadline))
            told.Add((index, outcome.Value));
        return told;
    }

    // The next look is at most half a second of the host's clock away.
    private static async Task<bool> MovedAsync(TaskTestHost host, Task<bool> next)
    {
        for (var i = 0; i < 10 && !next.IsCompleted; i++)
            await host.AdvanceAsync(TimeSpan.FromMilliseconds(100), Deadline);
        return await next.WaitAsync(Deadline);
    }

    /// <summary>A store that tells how much is read of joins, may be away, and may be of a version that knows no order of ends.</summary>
    private sealed class LookedAtStore : ITaskStore
    {
        private ITaskStore inner = null!;

        public bool IsAway { get; set; }

        public bool IsOlder { get; init; }

        public List<int> Ends { get; } = [];

        public int Others { get; private set; }

        public LookedAtStore Around(ITaskStore store)
        {
            inner = store;
            return this;
        }

        public ValueTask OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

        public async ValueTask ExecuteAsync(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken)
        {
            if (IsAway)
                throw new StoreException("The disk is full.");
            StoreOperation[] altered = [.. operations.Select(o => o is RecordMember member && IsOlder ? member with { KeepsOrder = false } : o)];
            await inner.ExecuteAsync(altered, cancellationToken);
            foreach (var (asked, answered) in operations.Zip(altered))
            {
                if (asked is RecordMember member)
                    member.Result = ((RecordMember)answered).Result;
                if (answered is ReadEnds ends)
                    Ends.Add(ends.Result.Count);
            }
        }

        public ValueTask<TResult> QueryAsync<TResult>(StoreQuery<TResult> query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
