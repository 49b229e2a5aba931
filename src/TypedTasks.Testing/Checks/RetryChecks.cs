using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

internal static class RetryChecks
{
    private static readonly FlowKey Next = Given.Flow with { Generation = 1 };

    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("A failed flow runs again in the next generation, with what was decided owed", StartsAsync),
        new("Only a failed flow is retried, and by one caller", FirstWinsAsync),
        new("A flow that is not retried tells why", RefusalAsync),
        new("Reopened joins forget their failed members and keep the others", ReopenAsync),
        new("Parked messages are handed over once", ParkedAsync),
        new("A message of an earlier generation is carried over, once", CarriedAsync),
        new("A message that comes when the retry has failed too waits for the next", WaitsAsync),
        new("Nothing is parked for a flow that cannot be retried", NotParkedAsync),
        new("A failure of an earlier generation neither counts nor ends the flow", OldFailureAsync),
        new("A success of an earlier generation counts", OldSuccessAsync),
        new("A flow of which something was undone is not retried", CompensatedAsync),
        new("A flow of which nothing was undone is retried, and may be compensated then", NotCompensatedAsync),
        new("What comes while a flow is compensated is parked", CompensatingAsync),
        new("Members of a reopened join count as ended anew", EndedAsync),
        new("A cancelled generation does not cancel the next", CancellationAsync),
        new("A scope that an earlier generation decides is cancelled in the current one", DecidedAsync),
        new("The end of an earlier generation's compensations does not end the flow", OldCompensationsAsync),
        new("What completes when compensations are planned is not recorded, whatever generation it comes from", ClosedAsync),
    ];

    private static async Task StartsAsync(StoreContractHost store)
    {
        await FailAsync(store);
        var accepted = (await store.Run(new GetFlow(Given.Flow))).AcceptedAt;
        await store.PassAsync(60);
        var retried = await store.Run(Retry(messages: [Given.Message("again")]));
        Expect.True(retried.Refusal is null && retried.Holder is null);
        foreach (var flow in new[] { retried.Flow, await store.Run(new GetFlow(Given.Flow)) })
        {
            Expect.Equal(Next, flow.Key);
            Expect.Equal(FlowState.Running, flow.State);
            Expect.About(Given.Week + TimeSpan.FromHours(1), flow.Deadline - flow.AcceptedAt);
            Expect.Equal(accepted, flow.AcceptedAt);
            Expect.True(flow.EndedAt is null);
            Expect.True(flow.Outcome.Failure is null);
        }

        Expect.Sequence(["again"], await store.OwedAsync());
        await store.Run(new FinishFlow(Next, FlowState.Succeeded, Given.Success("1")));
        Expect.Equal(FlowState.Succeeded, (await store.Run(new GetFlow(Given.Flow))).State);
    }

    private static async Task FirstWinsAsync(StoreContractHost store)
    {
        Expect.Equal(FlowState.Unknown, (await store.Run(Retry())).Flow.State);
        await store.Run(Given.Accept());
        Expect.Equal(Given.Flow, (await store.Run(Retry())).Flow.Key);
        await store.Run(new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")));
        var operations = Enumerable.Range(0, 20).Select(i => new RetryFlow(Given.Flow, Given.Week, (_, _) => new([], [Given.Message($"m{i}")]))).ToArray();
        await Parallel.ForEachAsync(operations, async (o, _) => await store.Run(o));
        Expect.True(operations.All(static o => o.Result.Flow.Key == Next));
        Expect.Equal(1, operations.Count(static o => o.Result.Refusal is null));
        Expect.Equal(19, operations.Count(static o => o.Result.Refusal == FlowRefusal.Running));
        Expect.Equal(1, (await store.OwedAsync()).Count());
    }

    private static async Task RefusalAsync(StoreContractHost store)
    {
        Expect.Equal(FlowRefusal.NotFound, (await store.Run(Retry())).Refusal);
        await store.Run(Compensable());
        Expect.Equal(FlowRefusal.Running, (await store.Run(Retry())).Refusal);
        await store.Run(new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")));
        Expect.Equal(FlowRefusal.Compensating, (await store.Run(Retry())).Refusal);
        await store.Run(new EndCompensations(Given.Flow, FlowState.Failed, Given.Failure("x")));
        Expect.True((await store.Run(Retry())).Refusal is null);
        await store.Run(new FinishFlow(Next, FlowState.Failed, Given.Failure("y")));
        Expect.Equal(FlowRefusal.RetriedMeanwhile, (await store.Run(Retry())).Refusal);
        foreach (var (state, refusal) in new[] { (FlowState.Succeeded, FlowRefusal.Succeeded), (FlowState.Cancelled, FlowRefusal.Cancelled) })
        {
            var key = new FlowKey($"{state}", 0);
            await store.Run(Given.Accept(key), new FinishFlow(key, state, default));
            Expect.Equal(refusal, (await store.Run(new RetryFlow(key, Given.Week, static (_, _) => new([], [])))).Refusal);
        }
    }

    private static async Task ReopenAsync(StoreContractHost store)
    {
        await store.Run(
            Given.Accept(),
            Given.Member(0, 3, Given.Success("\"kept\"")),
            Given.Member(1, 3, Given.Failure("x")),
            Given.Member(2, 3, Given.Failure("late")),
            Given.Member(0, 1, Given.Failure("absorbed"), join: "7"),
            new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")));
        IReadOnlyList<JoinSummary> seen = [];
        await store.Run(new RetryFlow(Given.Flow, Given.Week, (joins, _) =>
        {
            seen = joins;
            return new(["0"], []);
        }));
        Expect.Sequence(["0", "7"], seen.Select(static j => j.Path));
        Expect.Sequence([1, 2], seen[0].Failed);
        Expect.Equal("\"kept\"", (await store.Run(new GetMember(Next, "0", 0))).Member!.Value.Json());
        var open = await store.Run(Given.Member(1, 3, Given.Success("1"), () => Given.Message("body"), key: Next));
        Expect.Equal(JoinState.Open, open.State);
        var done = await store.Run(Given.Member(2, 3, Given.Success("2"), () => Given.Message("body"), key: Next));
        Expect.Equal(JoinState.Completed, done.State);
        Expect.Equal(2, done.DecidedBy);
        Expect.Equal("body", done.Owed.SingleOrDefault()?.Id);
        Expect.Equal(JoinState.Failed, (await store.Run(new GetMember(Next, "7", 0))).State);
    }

    private static async Task ParkedAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept(), Park("a"), Park("b"), Park("a"));
        await store.Run(new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")), Park("c"));
        Expect.Sequence(["a", "b", "c"], await ParkedIdsAsync(store, Given.Flow));
        Expect.True(await store.Run(Park("a")) is null);
        await store.Run(new FinishFlow(Next, FlowState.Failed, Given.Failure("x")));
        Expect.Sequence([], await ParkedIdsAsync(store, Next));
    }

    private static async Task CarriedAsync(StoreContractHost store)
    {
        await FailAsync(store);
        await store.Run(Retry());
        var carried = await store.Run(Park("late"));
        Given.SameMessage(Given.Message("late-1"), carried);
        Expect.Sequence(["late-1"], await store.OwedAsync());
        await store.Run(new DeleteOwed("late-1"));
        Expect.True(await store.Run(Park("late")) is null);
        Expect.Sequence([], await store.OwedAsync());
    }

    private static async Task WaitsAsync(StoreContractHost store)
    {
        await FailAsync(store);
        await store.Run(Retry(), new FinishFlow(Next, FlowState.Failed, Given.Failure("y")));
        Expect.True(await store.Run(Park("late")) is null);
        Expect.Sequence(["late-1"], await ParkedIdsAsync(store, Next));
    }

    private static async Task NotParkedAsync(StoreContractHost store)
    {
        foreach (var state in new[] { FlowState.Succeeded, FlowState.Cancelled })
        {
            var key = new FlowKey($"{state}", 0);
            await store.Run(Given.Accept(key), new FinishFlow(key, state, default));
            Expect.True(await store.Run(new ParkMessage(key, Given.Message("m"), static (m, _) => m)) is null);
        }

        Expect.True(await store.Run(Park("m")) is null);
        await FailAsync(store);
        Expect.Sequence([], await ParkedIdsAsync(store, Given.Flow));
    }

    private static async Task OldFailureAsync(StoreContractHost store)
    {
        await FailAsync(store);
        await store.Run(Retry());
        var member = await store.Run(Given.Member(0, 2, Given.Failure("old")));
        Expect.True(member.Member is null);
        Expect.Equal(JoinState.Open, member.State);
        var flow = await store.Run(new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("old")));
        Expect.Equal(FlowState.Running, flow.State);
        Expect.Equal(Next, flow.Key);
    }

    private static async Task OldSuccessAsync(StoreContractHost store)
    {
        await FailAsync(store);
        await store.Run(Retry());
        await store.Run(Given.Member(0, 2, Given.Success("0")));
        var join = await store.Run(Given.Member(1, 2, Given.Success("1"), () => Given.Message("body"), key: Next));
        Expect.Equal(JoinState.Completed, join.State);
        await store.Run(new FinishFlow(Given.Flow, FlowState.Succeeded, Given.Success("1")));
        Expect.Equal(FlowState.Succeeded, (await store.Run(new GetFlow(Next))).State);
    }

    private static async Task CompensatedAsync(StoreContractHost store)
    {
        await store.Run(
            Compensable(),
            new RecordMember(Given.Flow, "0", 0, 1, Given.Success("1")) { IsCompensable = true },
            new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")),
            new EndCompensations(Given.Flow, FlowState.Failed, Given.Failure("x")));
        var retried = await store.Run(Retry());
        Expect.Equal(FlowState.Failed, retried.Flow.State);
        Expect.Equal(Given.Flow, retried.Flow.Key);
        Expect.Equal(FlowRefusal.Undone, retried.Refusal);
    }

    private static async Task NotCompensatedAsync(StoreContractHost store)
    {
        await store.Run(
            Compensable(),
            new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")),
            new CloseCompensations(Given.Flow),
            new DeleteOwed("undo"),
            new EndCompensations(Given.Flow, FlowState.Failed, Given.Failure("x")));
        var (flow, _, _) = await store.Run(new RetryFlow(
            Given.Flow, Given.Week, static (_, _) => new([], []) { Compensation = Given.Message("undo again") }));
        Expect.Equal(Next, flow.Key);
        Expect.Equal(FlowState.Running, flow.State);

        // The new generation waits for its own steps, and is open for what may have to be undone.
        Expect.True(!await store.Run(new BeginStep(Given.Flow, "0", 1)));
        Expect.True(await store.Run(new BeginStep(Next, "0", 1)));
        await store.Run(new RecordMember(Next, "0", 0, 1, Given.Success("1")) { IsCompensable = true });
        flow = await store.Run(new FinishFlow(Given.Flow, FlowState.Cancelled, default));
        Expect.Equal(FlowState.Compensating, flow.State);
        Expect.True(flow.Owed is null);
        Expect.Equal("undo again", (await store.Run(new EndStep(Next, "0", 1)))?.Id);
        Expect.Equal("undo again", (await store.Run(new GetFlow(Given.Flow))).Owed?.Id);
        Expect.Sequence(["0"], await store.Run(new CloseCompensations(Next)));
    }

    private static async Task CompensatingAsync(StoreContractHost store)
    {
        await store.Run(Compensable(), new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")));
        Expect.True(await store.Run(Park("m")) is null);
        await store.Run(new EndCompensations(Given.Flow, FlowState.Failed, Given.Failure("x")));
        Expect.Sequence(["m"], await ParkedIdsAsync(store, Given.Flow));
    }

    private static AcceptFlow Compensable() =>
        new(Given.Flow, "n", null, Given.PlanHash, Given.Utf8("{}"), Given.Week, null)
        {
            Compensation = Given.Message("undo"),
        };

    private static async Task EndedAsync(StoreContractHost store)
    {
        Dictionary<int, int> ended = [];
        RecordMember Member(int index, RecordedOutcome outcome, FlowKey key, JoinPolicy policy = JoinPolicy.All) =>
            new(key, policy == JoinPolicy.All ? "0" : "1", index, 5, outcome)
            {
                Policy = policy,
                CreateOwed = p =>
                {
                    ended[index] = p.Ended; // A store may decide more than once: the last time counts.
                    return [];
                },
            };
        await store.Run(
            Given.Accept(),
            Member(0, Given.Success("0"), Given.Flow),
            Member(1, Given.Failure("x"), Given.Flow),
            Member(2, Given.Success("late"), Given.Flow),
            Member(3, Given.Failure("late"), Given.Flow));
        for (var i = 0; i < 5; i++)
            await store.Run(Member(i, Given.Failure("x"), Given.Flow, JoinPolicy.First));
        await store.Run(new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")));
        await store.Run(new RetryFlow(Given.Flow, Given.Week, static (_, _) => new(["0", "1"], [])));
        ended.Clear();
        await store.Run(
            Member(1, Given.Success("1"), Next), Member(3, Given.Success("3"), Next), Member(0, Given.Failure("x"), Next, JoinPolicy.First));
        Expect.Sequence([(0, 1), (1, 2), (3, 3)], ended.OrderBy(static e => e.Key).Select(static e => (e.Key, e.Value)));
        Expect.Equal(JoinState.Completed, (await store.Run(Member(4, Given.Success("4"), Next))).State);
    }

    private static async Task CancellationAsync(StoreContractHost store)
    {
        await FailAsync(store);
        await store.Run(Retry());
        Expect.True(await store.Run(new IsCancelled(Given.Flow, "0")));
        Expect.True(!await store.Run(new IsCancelled(Next, "0")));
        await store.Run(new FinishFlow(Given.Flow, FlowState.Cancelled, default));
        Expect.True(await store.Run(new IsCancelled(Next, "0")));
    }

    private static async Task DecidedAsync(StoreContractHost store)
    {
        await FailAsync(store);
        await store.Run(Retry());
        await store.Run(Given.Member(0, 2, Given.Success("0"), JoinPolicy.First));
        Expect.True(await store.Run(new IsCancelled(Next, "0.1")));
        Expect.Equal(Next, (await store.Ask(new ReadCancellations(0, TimeSpan.MaxValue, 10)))[^1].Key);
    }

    private static async Task OldCompensationsAsync(StoreContractHost store)
    {
        await RetryCompensatedAsync(store);
        await store.Run(new FinishFlow(Next, FlowState.Cancelled, default));
        foreach (var state in new[] { FlowState.Failed, FlowState.Cancelled })
            Expect.Equal(FlowState.Compensating, (await store.Run(new EndCompensations(Given.Flow, state, default))).State);
        Expect.Equal(FlowState.Cancelled, (await store.Run(new EndCompensations(Next, FlowState.Cancelled, default))).State);
    }

    private static async Task ClosedAsync(StoreContractHost store)
    {
        await RetryCompensatedAsync(store);
        await store.Run(Compensate(Given.Flow, "0"));
        await store.Run(new FinishFlow(Next, FlowState.Failed, Given.Failure("x")));
        Expect.Sequence(["0"], await store.Run(new CloseCompensations(Next)));
        foreach (var key in new[] { Given.Flow, Next })
        {
            Expect.True((await store.Run(Compensate(key, "1"))).Member is null);
            Expect.True((await store.Run(new RecordMember(key, "2", 0, 1, Given.Success("1")))).Member is not null, "nothing to undo");
        }

        Expect.Sequence(["0"], await store.Run(new CloseCompensations(Next)));

        static RecordMember Compensate(FlowKey key, string join) => new(key, join, 0, 1, Given.Success("1")) { IsCompensable = true };
    }

    /// <summary>A flow of which nothing had to be undone, in its second generation.</summary>
    private static async Task RetryCompensatedAsync(StoreContractHost store)
    {
        await store.Run(
            Compensable(),
            new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")),
            new CloseCompensations(Given.Flow),
            new EndCompensations(Given.Flow, FlowState.Failed, Given.Failure("x")),
            new RetryFlow(Given.Flow, Given.Week, static (_, _) => new([], []) { Compensation = Given.Message("undo again") }));
    }

    private static ValueTask FailAsync(StoreContractHost store) => store.Run(
        Given.Accept(), new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")));

    private static RetryFlow Retry(params TaskMessage[] messages) =>
        new(Given.Flow, Given.Week, (_, _) => new([], messages));

    private static ParkMessage Park(string id) =>
        new(Given.Flow, Given.Message(id), static (m, generation) => Given.Message($"{m.Id}-{generation}"));

    /// <summary>What a retry of the generation is told.</summary>
    private static async Task<IEnumerable<string>> ParkedIdsAsync(StoreContractHost store, FlowKey key)
    {
        IEnumerable<string> ids = [];
        await store.Run(new RetryFlow(key, Given.Week, (_, parked) =>
        {
            ids = [.. parked.Select(static m => m.Id)];
            return new([], []);
        }));
        return ids;
    }
}
