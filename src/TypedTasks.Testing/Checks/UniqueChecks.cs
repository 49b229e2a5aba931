using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class UniqueChecks
{
    public static readonly ContractCheck<ITaskStore>[] All =
    [
        new("A second flow with a key that is held is not accepted, and the holder is returned", HeldAsync),
        new("A key is free once its flow has ended and its time has come", FreeAsync),
        new("A key is held for its time, even by a flow that has ended", WindowAsync),
        new("A flow's own id comes before its key", IdAsync),
        new("Of flows with one key accepted at once, one is", ConcurrentAsync),
    ];

    private static async Task HeldAsync(ITaskStore store)
    {
        await store.Run(Accept("first"));
        var second = await store.Run(Accept("second", minute: 1));
        Expect.Equal("first", second.Key.FlowId);
        Expect.Equal(Given.Noon, second.AcceptedAt);
        Expect.Equal(FlowState.Unknown, (await store.Run(new GetFlow(new("second", 0)))).State);
        Expect.Sequence(["first"], (await store.Run(new ReadOwed(DateTimeOffset.MaxValue, 10))).Select(static m => m.Id));
        Expect.Equal("other", (await store.Run(Accept("other", key: "other"))).Key.FlowId);
    }

    private static async Task FreeAsync(ITaskStore store)
    {
        await store.Run(Accept("first"));
        await store.Run(new FinishFlow(new("first", 0), FlowState.Failed, Given.Failure("x"), Given.Noon.AddMinutes(1)));
        Expect.Equal("second", (await store.Run(Accept("second", minute: 2))).Key.FlowId);
        Expect.Equal("second", (await store.Run(Accept("third", minute: 3))).Key.FlowId);
    }

    private static async Task WindowAsync(ITaskStore store)
    {
        await store.Run(Accept("first", window: 10));
        await store.Run(new FinishFlow(new("first", 0), FlowState.Succeeded, Given.Success("1"), Given.Noon.AddMinutes(1)));
        Expect.Equal("first", (await store.Run(Accept("second", minute: 9, window: 10))).Key.FlowId);
        Expect.Equal("third", (await store.Run(Accept("third", minute: 10, window: 10))).Key.FlowId);
    }

    private static async Task IdAsync(ITaskStore store)
    {
        await store.Run(Accept("first"));
        await store.Run(Accept("second", key: "other"));
        Expect.Equal("second", (await store.Run(Accept("second"))).Key.FlowId);
    }

    private static async Task ConcurrentAsync(ITaskStore store)
    {
        var operations = Enumerable.Range(0, 50).Select(static i => Accept($"flow-{i}")).ToArray();
        await Parallel.ForEachAsync(operations, async (o, _) => await store.Run(o));
        Expect.Equal(1, operations.Select(static o => o.Result.Key.FlowId).Distinct().Count());
        Expect.Equal(1, (await store.Run(new ReadFlows(new(), null, 100))).Count);
    }

    private static AcceptFlow Accept(string id, int minute = 0, int window = 0, string key = "report")
    {
        var at = Given.Noon.AddMinutes(minute);
        return new(new(id, 0), null, Given.PlanHash, Given.Utf8("{}"), at, at.AddDays(1), Given.Message(id))
        {
            UniqueKey = key,
            UniqueUntil = at.AddMinutes(window),
        };
    }
}
