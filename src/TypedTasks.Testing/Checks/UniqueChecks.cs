using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class UniqueChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("A second flow with a key that is held is not accepted, and the holder is returned", HeldAsync),
        new("A key is free once its flow has ended and its time has come", FreeAsync),
        new("A key is held for its time, even by a flow that has ended", WindowAsync),
        new("A key is held while its flow is compensated", CompensatingAsync),
        new("A flow's own id comes before its key", IdAsync),
        new("A flow is not retried while another one that has not ended holds its key", RetryAsync),
        new("A flow that is retried holds its key again, and the window of the flow before it stays", RetryHoldsAsync),
        new("A flow that starts an ended one again takes its key and its window, and no other flow's", StartsAgainAsync),
        new("Of flows with one key accepted at once, one is", ConcurrentAsync),
    ];

    private static async Task HeldAsync(StoreContractHost store)
    {
        var first = await store.Run(Accept("first"));
        await store.PassAsync(1);
        var second = await store.Run(Accept("second"));
        Expect.Equal("first", second.Flow.Key.FlowId);
        Expect.Equal(first.Flow.AcceptedAt, second.Flow.AcceptedAt);
        Expect.Equal((true, false), (first.Created, second.Created));
        Expect.Equal(FlowState.Unknown, (await store.Run(new GetFlow(new("second", 0)))).State);
        Expect.Sequence(["first"], await store.OwedAsync());
        Expect.Equal("other", (await store.Run(Accept("other", key: "other"))).Flow.Key.FlowId);
    }

    private static async Task FreeAsync(StoreContractHost store)
    {
        await store.Run(Accept("first"));
        await store.Run(new FinishFlow(new("first", 0), FlowState.Failed, Given.Failure("x")));
        Expect.Equal("second", (await store.Run(Accept("second"))).Flow.Key.FlowId);
        Expect.Equal("second", (await store.Run(Accept("third"))).Flow.Key.FlowId);
    }

    private static async Task WindowAsync(StoreContractHost store)
    {
        await store.Run(Accept("first", window: 10));
        await store.Run(new FinishFlow(new("first", 0), FlowState.Succeeded, Given.Success("1")));
        await store.PassAsync(9);
        Expect.Equal("first", (await store.Run(Accept("second", window: 10))).Flow.Key.FlowId);
        await store.PassAsync(2);
        Expect.Equal("third", (await store.Run(Accept("third", window: 10))).Flow.Key.FlowId);
    }

    private static async Task CompensatingAsync(StoreContractHost store)
    {
        var key = new FlowKey("first", 0);
        await store.Run(Accept("first") with { Compensation = Given.Message("undo") }, new FinishFlow(key, FlowState.Cancelled, default));
        Expect.Equal("first", (await store.Run(Accept("second"))).Flow.Key.FlowId);
        await store.Run(new EndCompensations(key, FlowState.Cancelled, default));
        Expect.Equal("second", (await store.Run(Accept("second"))).Flow.Key.FlowId);
    }

    private static async Task IdAsync(StoreContractHost store)
    {
        await store.Run(Accept("first"));
        await store.Run(Accept("second", key: "other"));
        Expect.Equal("second", (await store.Run(Accept("second"))).Flow.Key.FlowId);
    }

    private static async Task RetryAsync(StoreContractHost store)
    {
        await FailAsync(store, "first");
        await store.Run(Accept("second"));
        var refused = await store.Run(Retry("first"));
        Expect.Equal((FlowState.Failed, 0), (refused.Flow.State, refused.Flow.Key.Generation));
        Expect.Equal((FlowRefusal.KeyHeld, "second"), (refused.Refusal, refused.Holder));
        await store.Run(new FinishFlow(new("second", 0), FlowState.Failed, Given.Failure("x")));
        Expect.Equal((FlowState.Running, null), StateOf(await store.Run(Retry("first"))));
        Expect.Equal((FlowState.Failed, FlowRefusal.KeyHeld), StateOf(await store.Run(Retry("second"))));

        static (FlowState, FlowRefusal?) StateOf(RetriedFlow retried) => (retried.Flow.State, retried.Refusal);
    }

    private static async Task RetryHoldsAsync(StoreContractHost store)
    {
        await FailAsync(store, "first");
        await store.Run(Accept("second", window: 10));
        await store.Run(new FinishFlow(new("second", 0), FlowState.Succeeded, Given.Success("1")));
        await store.Run(Retry("first"));
        Expect.Equal("first", (await store.Run(Accept("third"))).Flow.Key.FlowId);
        await store.Run(new FinishFlow(new("first", 1), FlowState.Succeeded, Given.Success("1")));
        Expect.Equal("first", (await store.Run(Accept("third"))).Flow.Key.FlowId);
        await store.PassAsync(11);
        Expect.Equal("third", (await store.Run(Accept("third"))).Flow.Key.FlowId);
    }

    private static async Task StartsAgainAsync(StoreContractHost store)
    {
        await store.Run(Accept("first", window: 10));
        Expect.Equal("first", (await store.Run(Again("early", of: "first"))).Flow.Key.FlowId);
        await store.Run(new FinishFlow(new("first", 0), FlowState.Failed, Given.Failure("x")));
        await store.PassAsync(1);
        Expect.Equal("first", (await store.Run(Again("stranger", of: "another"))).Flow.Key.FlowId);
        var again = await store.Run(Again("second", of: "first"));
        Expect.Equal((true, "second", "report"), (again.Created, again.Flow.Key.FlowId, again.Flow.UniqueKey));
        Expect.Equal("second", (await store.Run(Again("third", of: "first"))).Flow.Key.FlowId);
        await store.Run(new FinishFlow(new("second", 0), FlowState.Succeeded, Given.Success("1")));
        Expect.Equal("second", (await store.Run(Again("third", of: "first"))).Flow.Key.FlowId);
        await store.PassAsync(8);
        Expect.Equal("second", (await store.Run(Accept("third"))).Flow.Key.FlowId);
        await store.PassAsync(2);
        Expect.Equal("third", (await store.Run(Accept("third"))).Flow.Key.FlowId);

        static AcceptFlow Again(string id, string of) => Accept(id) with { StartsAgain = of };
    }

    private static async Task FailAsync(StoreContractHost store, string id)
    {
        await store.Run(Accept(id));
        await store.Run(new FinishFlow(new(id, 0), FlowState.Failed, Given.Failure("x")));
    }

    private static RetryFlow Retry(string id) => new(new(id, 0), Given.Week, static (_, _) => new([], []));

    private static async Task ConcurrentAsync(StoreContractHost store)
    {
        var operations = Enumerable.Range(0, 50).Select(static i => Accept($"flow-{i}")).ToArray();
        await Parallel.ForEachAsync(operations, async (o, _) => await store.Run(o));
        Expect.Equal(1, operations.Select(static o => o.Result.Flow.Key.FlowId).Distinct().Count());
        Expect.Equal(1, (await store.Ask(new ListFlows(new(), null, 100))).Count);
    }

    private static AcceptFlow Accept(string id, int window = 0, string key = "report") =>
        new(new(id, 0), id, null, Given.PlanHash, Given.Utf8("{}"), Given.Week, Given.Message(id))
        {
            UniqueKey = key,
            UniqueWindow = TimeSpan.FromMinutes(window),
        };
}
