using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class PurgeChecks
{
    private static readonly DateTimeOffset Later = Given.Noon.AddDays(1);

    public static readonly ContractCheck<ITaskStore>[] All =
    [
        new("A purged flow is unknown, and nothing of it is left", NothingLeftAsync),
        new("A running flow is never purged", RunningAsync),
        new("The oldest ends go first, up to a limit, and the rest stays", LimitAsync),
        new("Only what the filter says is purged", FilterAsync),
        new("A plan stays while another flow has it", PlanAsync),
        new("A purged flow holds no key", KeyAsync),
    ];

    private static async Task NothingLeftAsync(ITaskStore store)
    {
        await FillAsync(store, Given.Flow);
        await FillAsync(store, new("flow-2", 0));
        await store.Run(new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x"), Given.Noon));
        Expect.Equal(1, await store.Run(new PurgeFlows(new(), Later, 10)));
        Expect.Equal(FlowState.Unknown, (await store.Run(new GetFlow(Given.Flow))).State);
        Expect.True((await store.Run(new GetMember(Given.Flow, "0", 0))).Member is null);
        Expect.Equal(0, (await store.Run(new ReadMembers(Given.Flow, "0", 0, 10))).Count);
        Expect.Equal(0, (await store.Run(new ReadJoins(Given.Flow))).Count);
        Expect.Equal(0, (await store.Run(new ReadSteps(Given.Flow))).Count);
        Expect.True(await store.Run(new GetValue(Given.Flow, "1")) is null);
        Expect.True(!await store.Run(new IsCancelled(Given.Flow, "")));
        Expect.Equal(0, (await store.Run(new ReadCancellations(0, 10))).Count);
        Expect.Sequence(["flow-2"], (await store.Run(new ReadOwed(DateTimeOffset.MaxValue, 10))).Select(static m => m.FlowId));

        var other = new FlowKey("flow-2", 0);
        Expect.Equal(FlowState.Running, (await store.Run(new GetFlow(other))).State);
        Expect.Equal(1, (await store.Run(new ReadMembers(other, "0", 0, 10))).Count);
        Expect.Equal(1, (await store.Run(new ReadSteps(other))).Count);
        Expect.True(await store.Run(new GetValue(other, "1")) is not null);
    }

    private static async Task RunningAsync(ITaskStore store)
    {
        await store.Run(Given.Accept());
        Expect.Equal(0, await store.Run(new PurgeFlows(new(), DateTimeOffset.MaxValue, 10)));
        Expect.Equal(0, await store.Run(new PurgeFlows(new() { States = [FlowState.Running] }, DateTimeOffset.MaxValue, 10)));
    }

    private static async Task LimitAsync(ITaskStore store)
    {
        foreach (var i in new[] { 2, 0, 3, 1 })
            await EndAsync(store, $"{i}", FlowState.Succeeded, Given.Noon.AddHours(i));
        Expect.Equal(2, await store.Run(new PurgeFlows(new(), Later, 2)));
        Expect.Sequence(["3", "2"], await IdsAsync(store));
        Expect.Equal(1, await store.Run(new PurgeFlows(new(), Given.Noon.AddHours(3), 10)));
        Expect.Sequence(["3"], await IdsAsync(store));
    }

    private static async Task FilterAsync(ITaskStore store)
    {
        foreach (var state in new[] { FlowState.Succeeded, FlowState.Failed, FlowState.Cancelled })
            await EndAsync(store, $"{state}", state, Given.Noon);
        Expect.Equal(2, await store.Run(new PurgeFlows(new() { States = [FlowState.Succeeded, FlowState.Cancelled] }, Later, 10)));
        Expect.Sequence(["Failed"], await IdsAsync(store));
        Expect.Equal(0, await store.Run(new PurgeFlows(new() { Name = "other" }, Later, 10)));
    }

    private static async Task PlanAsync(ITaskStore store)
    {
        await EndAsync(store, "a", FlowState.Succeeded, Given.Noon);
        await EndAsync(store, "b", FlowState.Succeeded, Given.Noon.AddHours(1));
        await store.Run(new PurgeFlows(new(), Later, 1));
        Expect.True(await store.Run(new GetPlan(Given.PlanHash)) is not null);
        await store.Run(new PurgeFlows(new(), Later, 1));
        Expect.True(await store.Run(new GetPlan(Given.PlanHash)) is null);
    }

    private static async Task KeyAsync(ITaskStore store)
    {
        AcceptFlow Accept(string id) => new(new(id, 0), null, Given.PlanHash, Given.Utf8("{}"), Given.Noon, Later, null)
        {
            UniqueKey = "k",
            UniqueUntil = DateTimeOffset.MaxValue,
        };
        await store.Run(Accept("a"), new FinishFlow(new("a", 0), FlowState.Succeeded, default, Given.Noon));
        Expect.Equal("a", (await store.Run(Accept("b"))).Key.FlowId);
        await store.Run(new PurgeFlows(new(), Later, 10));
        Expect.Equal("b", (await store.Run(Accept("b"))).Key.FlowId);
    }

    private static async Task FillAsync(ITaskStore store, FlowKey key)
    {
        var first = Given.Message($"first-{key}", flow: key.FlowId);
        await store.Run(
            Given.Accept(key, first),
            Given.Member(0, 2, Given.Success("1"), key: key),
            new RecordStep(key, Given.Step("0", StepState.Succeeded)),
            new PutValue(key, "1", Given.Utf8("1")),
            new ParkMessage(key, first, Given.Noon, static (m, _) => m));
    }

    private static ValueTask EndAsync(ITaskStore store, string id, FlowState state, DateTimeOffset at) =>
        store.Run(Given.Accept(new(id, 0)), new FinishFlow(new(id, 0), state, Given.Success("1"), at));

    private static async Task<IEnumerable<string>> IdsAsync(ITaskStore store) =>
        (await store.Run(new ReadFlows(new(), null, 100))).Select(static f => f.Key.FlowId);
}
