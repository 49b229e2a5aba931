using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class PurgeChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("A purged flow is unknown, and nothing of it is left", NothingLeftAsync),
        new("A running flow is never purged", RunningAsync),
        new("The oldest ends are found first, up to a limit, and only what ended so long ago is deleted", LimitAsync),
        new("Only what the filter says is found", FilterAsync),
        new("A plan stays while a flow has it", PlanAsync),
        new("A plan stays for a time after a flow was accepted with it", UsedAsync),
        new("A purged flow holds no key", KeyAsync),
    ];

    private static async Task NothingLeftAsync(StoreContractHost store)
    {
        await FillAsync(store, Given.Flow);
        await FillAsync(store, new("flow-2", 0));
        await store.Run(new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")));
        Expect.True(await store.Run(new DeleteFlow("flow-1", TimeSpan.Zero)));
        Expect.Equal(FlowState.Unknown, (await store.Run(new GetFlow(Given.Flow))).State);
        Expect.True((await store.Run(new GetMember(Given.Flow, "0", 0))).Member is null);
        Expect.Equal(0, (await store.Run(new ReadMembers(Given.Flow, "0", 0, 10))).Count);
        Expect.Equal(0, (await store.Run(new ReadJoins(Given.Flow))).Count);
        Expect.Equal(0, (await store.Run(new ReadSteps(Given.Flow))).Count);
        Expect.True(await store.Run(new GetValue(Given.Flow, "1")) is null);
        Expect.True(!await store.Run(new IsCancelled(Given.Flow, "")));
        Expect.Equal(0, (await store.Ask(new ReadCancellations(0, TimeSpan.MaxValue, 10))).Count);
        Expect.Sequence(["flow-2"], (await store.Ask(new FindOwed(TimeSpan.Zero, 10))).Select(static m => m.FlowId));

        var other = new FlowKey("flow-2", 0);
        Expect.Equal(FlowState.Running, (await store.Run(new GetFlow(other))).State);
        Expect.Equal(1, (await store.Run(new ReadMembers(other, "0", 0, 10))).Count);
        Expect.Equal(1, (await store.Run(new ReadSteps(other))).Count);
        Expect.True(await store.Run(new GetValue(other, "1")) is not null);
    }

    private static async Task RunningAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        Expect.Sequence([], await FoundAsync(store, new()));
        Expect.Sequence([], await FoundAsync(store, new() { States = [FlowState.Running] }));
        Expect.True(!await store.Run(new DeleteFlow("flow-1", TimeSpan.Zero)));
        Expect.True(!await store.Run(new DeleteFlow("never", TimeSpan.Zero)));
        var other = new FlowKey("flow-2", 0);
        await store.Run(Given.Accept(other) with { Compensation = Given.Message("undo") }, new FinishFlow(other, FlowState.Cancelled, default));
        Expect.Sequence([], await FoundAsync(store, new()));
        Expect.True(!await store.Run(new DeleteFlow("flow-2", TimeSpan.Zero)), "its compensations run");
    }

    private static async Task LimitAsync(StoreContractHost store)
    {
        foreach (var id in new[] { "b", "d", "a", "c" })
        {
            await EndAsync(store, id, FlowState.Succeeded);
            await store.PassAsync(60);
        }

        Expect.Sequence(["b", "d"], await FoundAsync(store, new(), limit: 2));
        Expect.Sequence(["b", "d", "a", "c"], await FoundAsync(store, new()));
        Expect.Sequence(["b", "d"], await FoundAsync(store, new(), minutes: 150));
        Expect.True(!await store.Run(new DeleteFlow("a", TimeSpan.FromMinutes(150))));
        Expect.True(await store.Run(new DeleteFlow("d", TimeSpan.FromMinutes(150))));
        Expect.True(!await store.Run(new DeleteFlow("d", TimeSpan.FromMinutes(150))), "it is gone");
        Expect.Sequence(["c", "a", "b"], await IdsAsync(store));
    }

    private static async Task FilterAsync(StoreContractHost store)
    {
        foreach (var state in new[] { FlowState.Succeeded, FlowState.Failed, FlowState.Cancelled })
            await EndAsync(store, $"{state}", state);
        FlowFilter done = new() { States = [FlowState.Succeeded, FlowState.Cancelled] };
        Expect.Sequence(["Cancelled", "Succeeded"], (await FoundAsync(store, done)).Order());
        Expect.Sequence([], await FoundAsync(store, new() { Name = "other" }));
    }

    private static async Task PlanAsync(StoreContractHost store)
    {
        await EndAsync(store, "a", FlowState.Succeeded);
        await EndAsync(store, "b", FlowState.Succeeded);
        await store.Run(new DeleteFlow("a", TimeSpan.Zero));
        Expect.True(!await store.Run(new DeletePlan(Given.PlanHash, TimeSpan.Zero)));
        Expect.Sequence([], await store.Ask(new FindUnusedPlans(TimeSpan.Zero, 10)));
        await store.Run(new DeleteFlow("b", TimeSpan.Zero));
        Expect.True(await store.Run(new GetPlan(Given.PlanHash)) is not null, "flows go without their plans");
        Expect.Sequence([Given.PlanHash], await store.Ask(new FindUnusedPlans(TimeSpan.Zero, 10)));
        Expect.True(await store.Run(new DeletePlan(Given.PlanHash, TimeSpan.Zero)));
        Expect.True(!await store.Run(new DeletePlan(Given.PlanHash, TimeSpan.Zero)), "it is gone");
        Expect.True(await store.Run(new GetPlan(Given.PlanHash)) is null);
    }

    private static async Task UsedAsync(StoreContractHost store)
    {
        var day = TimeSpan.FromDays(1);
        await EndAsync(store, "a", FlowState.Succeeded);
        await store.PassAsync(3 * day);
        await EndAsync(store, "b", FlowState.Succeeded);
        await store.Run(new DeleteFlow("a", TimeSpan.Zero), new DeleteFlow("b", TimeSpan.Zero));
        Expect.Sequence([], await store.Ask(new FindUnusedPlans(2 * day, 10)));
        Expect.True(!await store.Run(new DeletePlan(Given.PlanHash, 2 * day)), "the second flow has used it");
        await store.PassAsync(3 * day);
        Expect.Sequence([Given.PlanHash], await store.Ask(new FindUnusedPlans(2 * day, 10)));
        Expect.True(await store.Run(new DeletePlan(Given.PlanHash, 2 * day)));
    }

    private static async Task KeyAsync(StoreContractHost store)
    {
        AcceptFlow Accept(string id) => new(new(id, 0), "n", null, Given.PlanHash, Given.Utf8("{}"), Given.Week, null)
        {
            UniqueKey = "k",
            UniqueWindow = TimeSpan.MaxValue,
        };
        await store.Run(Accept("a"), new FinishFlow(new("a", 0), FlowState.Succeeded, default));
        Expect.Equal("a", (await store.Run(Accept("b"))).Flow.Key.FlowId);
        await store.Run(new DeleteFlow("a", TimeSpan.Zero));
        Expect.Equal("b", (await store.Run(Accept("b"))).Flow.Key.FlowId);
    }

    private static async Task FillAsync(StoreContractHost store, FlowKey key)
    {
        var first = Given.Message($"first-{key}", flow: key.FlowId);
        await store.Run(
            Given.Accept(key, first),
            Given.Member(0, 2, Given.Success("1"), key: key),
            new RecordStep(key, Given.Step("0", StepState.Succeeded)),
            new PutValue(key, "1", Given.Utf8("1")),
            new ParkMessage(key, first, static (m, _) => m));
    }

    private static ValueTask EndAsync(StoreContractHost store, string id, FlowState state) =>
        store.Run(Given.Accept(new(id, 0)), new FinishFlow(new(id, 0), state, Given.Success("1")));

    private static async Task<IEnumerable<string>> FoundAsync(StoreContractHost store, FlowFilter filter, int minutes = 0, int limit = 10) =>
        (await store.Ask(new FindPurgeable(filter, TimeSpan.FromMinutes(minutes), limit))).Select(static f => f.Key.FlowId);

    private static async Task<IEnumerable<string>> IdsAsync(StoreContractHost store) =>
        (await store.Ask(new ListFlows(new(), null, 100))).Select(static f => f.Key.FlowId);
}
