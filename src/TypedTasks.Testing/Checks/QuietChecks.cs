using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class QuietChecks
{
    private static readonly FlowKey Other = new("flow-2", 0);

    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("A flow of which nothing is heard for so long is found, with its last sign", FindAsync),
        new("An attempt that began or ended, and what is said of a flow, are signs of life", SignsAsync),
        new("A flow that owes a message, or whose message stands in line, is not quiet", WaitsAsync),
        new("A flow that compensates can be quiet, one that has ended cannot", StateAsync),
        new("A flow that is marked is listed as quiet, and found once it stirs", MarkAsync),
        new("A retry is a sign of life", RetryAsync),
    ];

    private static async Task FindAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept(Other));
        await store.PassAsync(10);
        await store.Run(Given.Accept());
        await store.PassAsync(10);
        await ExpectAsync(store, 20, "flow-2");
        await ExpectAsync(store, 21);
        await ExpectAsync(store, 10, "flow-1", "flow-2");
        var found = await store.Ask(new FindQuiet(TimeSpan.FromMinutes(5), 1));
        Expect.Equal(new(Given.Flow, Given.PlanHash, (await store.Run(new GetFlow(Given.Flow))).AcceptedAt), found.Single());
    }

    private static async Task SignsAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        var accepted = (await store.Run(new GetFlow(Given.Flow))).AcceptedAt;
        await store.PassAsync(60);
        await store.Run(new RecordStep(Given.Flow, Given.Step("0", StepState.Succeeded) with { StartedAt = accepted.AddMinutes(20), EndedAt = accepted.AddMinutes(40) }));
        await ExpectAsync(store, 20, "flow-1");
        await ExpectAsync(store, 21);
        await store.Run(new RecordStep(Given.Flow, Given.Step("1", StepState.Running) with { StartedAt = accepted.AddMinutes(50), EndedAt = null }));
        await ExpectAsync(store, 10, "flow-1");
        await ExpectAsync(store, 11);
        await store.Run(new ExpectSign(Given.Flow, TimeSpan.Zero));
        await ExpectAsync(store, 1);
        await store.Run(new ExpectSign(Given.Flow, TimeSpan.FromMinutes(90)), new ExpectSign(Given.Flow, TimeSpan.FromMinutes(5)), new ExpectSign(new("nobody", 0), TimeSpan.Zero));
        await store.PassAsync(95);
        await ExpectAsync(store, 5, "flow-1");
        await ExpectAsync(store, 6);
    }

    private static async Task WaitsAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept(owed: Given.Message("m1")), Given.Accept(Other));
        await store.PassAsync(60);
        await ExpectAsync(store, 60, "flow-2");
        await store.Run(new DeleteOwed("m1"));
        await ExpectAsync(store, 60, "flow-1", "flow-2");
        await store.Run(
            new AcquirePermit("key:x", 1, "holder-1", 1, Given.Message("w1"), 2, Given.Week),
            new AcquirePermit("key:x", 1, "holder-2", 1, Given.Message("w2", flow: "flow-2"), 2, Given.Week));
        await ExpectAsync(store, 60, "flow-1");
        await store.Run(new ReleasePermit("key:x", "holder-1", 1));
        await store.Run(new DeleteOwed("w2"));
        await ExpectAsync(store, 60, "flow-1", "flow-2");
    }

    private static async Task StateAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept() with { Compensation = Given.Message("undo") }, Given.Accept(Other));
        await store.Run(new FinishFlow(Given.Flow, FlowState.Cancelled, default), new FinishFlow(Other, FlowState.Cancelled, default), new DeleteOwed("undo"));
        await store.PassAsync(60);
        await ExpectAsync(store, 60, "flow-1");
    }

    private static async Task MarkAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept(), Given.Accept(Other));
        await store.PassAsync(60);
        var since = (await store.Ask(new FindQuiet(TimeSpan.FromMinutes(60), 10)))[0].LastSign;
        await store.Run(new MarkQuiet(Given.Flow, since), new MarkQuiet(Other with { Generation = 1 }, since), new MarkQuiet(new("nobody", 0), since));
        await ExpectAsync(store, 60, "flow-2");
        Expect.Sequence(["flow-1"], (await store.Ask(new ListFlows(new() { IsQuiet = true }, null, 10))).Select(static f => f.Key.FlowId));
        Expect.Equal(since, (await store.Run(new GetFlow(Given.Flow))).QuietSince);
        Expect.Equal(0, (await store.Ask(new FindStirred(10))).Count);
        await store.Run(new ExpectSign(Given.Flow, TimeSpan.Zero));
        Expect.Sequence(["flow-1"], (await store.Ask(new FindStirred(10))).Select(static f => f.Key.FlowId));
        await store.Run(new MarkQuiet(Given.Flow, null));
        Expect.Equal(0, (await store.Ask(new FindStirred(10))).Count);
        Expect.True((await store.Run(new GetFlow(Given.Flow))).QuietSince is null);

        // One that ends is quiet no more.
        await store.Run(new MarkQuiet(Other, since), new FinishFlow(Other, FlowState.Cancelled, default));
        Expect.True((await store.Run(new GetFlow(Other))).QuietSince is null);
        Expect.Equal(0, (await store.Ask(new ListFlows(new() { IsQuiet = true }, null, 10))).Count);
    }

    private static async Task RetryAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept(), new MarkQuiet(Given.Flow, Given.Noon), new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")));
        await store.PassAsync(60);
        await store.Run(new RetryFlow(Given.Flow, Given.Week, static (_, _) => new([], [])));
        Expect.True((await store.Run(new GetFlow(Given.Flow))).QuietSince is null);
        await ExpectAsync(store, 1);
        await store.PassAsync(5);
        await ExpectAsync(store, 5, "flow-1");
    }

    private static async Task ExpectAsync(StoreContractHost store, int minutes, params string[] flows) =>
        Expect.Sequence(flows, (await store.Ask(new FindQuiet(TimeSpan.FromMinutes(minutes), 10))).Select(static f => f.Key.FlowId));
}
