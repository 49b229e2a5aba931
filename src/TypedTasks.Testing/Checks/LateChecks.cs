using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class LateChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("A flow that runs longer than expected is late until it has ended", LateAsync),
        new("A retry is expected to take as long again", RetriedAsync),
        new("Late flows are listed and counted beside other conditions", ListedAsync),
        new("Flows that stand failed are found by their end, the last one first", FailedAsync),
    ];

    private static async Task LateAsync(StoreContractHost store)
    {
        var accept = Given.Accept() with { Expected = TimeSpan.FromMinutes(10) };
        var accepted = (await store.Run(accept)).Flow;
        Expect.Equal((TimeSpan.FromMinutes(10), accepted.AcceptedAt.AddMinutes(10)), (accepted.Expected!.Value, accepted.ExpectedAt!.Value));
        await store.Run(Given.Accept(new("other", 0), Given.Message("m-other", flow: "other")));
        await store.PassAsync(9);
        Expect.Sequence([], await LateIn(store));
        await store.PassAsync(2);
        Expect.Sequence(["flow-1"], await LateIn(store));
        var read = await store.Run(new GetFlow(Given.Flow));
        Expect.Equal((accepted.Expected, accepted.ExpectedAt), (read.Expected, read.ExpectedAt));
        Expect.True((await store.Run(new GetFlow(new("other", 0)))).ExpectedAt is null);
        await store.Run(new FinishFlow(Given.Flow, FlowState.Succeeded, Given.Success("1")));
        Expect.Sequence([], await LateIn(store));
        Expect.Equal(accepted.ExpectedAt, (await store.Run(new GetFlow(Given.Flow))).ExpectedAt);
    }

    private static async Task RetriedAsync(StoreContractHost store)
    {
        var accepted = (await store.Run(Given.Accept() with { Expected = TimeSpan.FromMinutes(10) })).Flow;
        await store.Run(new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")));
        await store.PassAsync(30);
        Expect.Sequence([], await LateIn(store));
        var retried = (await store.Run(new RetryFlow(Given.Flow, Given.Week, static (_, _) => new([], [])))).Flow;
        Expect.True(retried.ExpectedAt >= accepted.ExpectedAt!.Value.AddMinutes(30), $"{retried.ExpectedAt:O}");
        Expect.Sequence([], await LateIn(store));
        await store.PassAsync(11);
        Expect.Sequence(["flow-1"], await LateIn(store));
    }

    private static async Task ListedAsync(StoreContractHost store)
    {
        foreach (var (id, minutes) in new[] { ("a", 1), ("b", 2), ("c", 100) })
        {
            await store.Run(Given.Accept(new(id, 0), Given.Message($"m-{id}", flow: id)) with { Name = id == "a" ? "nightly" : null, Expected = TimeSpan.FromMinutes(minutes), Compensation = Given.Message($"u-{id}", flow: id) });
            await store.PassAsync(1);
        }

        await store.PassAsync(10);
        await store.Run(new FinishFlow(new("b", 0), FlowState.Failed, Given.Failure("x")));
        Expect.Sequence(["b", "a"], await LateIn(store));
        Expect.Sequence(["a"], await LateIn(store, new() { IsLate = true, Name = "nightly" }));
        Expect.Sequence(["a"], await LateIn(store, new() { IsLate = true, States = [FlowState.Running] }));
        Expect.Sequence(["b"], await LateIn(store, new() { IsLate = true, Prefix = "b" }));
        Expect.Equal(2, await store.Ask(new CountFlows(new() { IsLate = true }, 10)));
        Expect.Equal(1, await store.Ask(new CountFlows(new() { IsLate = true }, 1)));
        Expect.Sequence(["b"], (await store.Ask(new ListFlows(new() { IsLate = true }, null, 1))).Select(static f => f.Key.FlowId));
    }

    private static async Task FailedAsync(StoreContractHost store)
    {
        foreach (var id in new[] { "a", "b", "c", "d" })
            await store.Run(Given.Accept(new(id, 0), Given.Message($"m-{id}", flow: id)) with { Compensation = id == "d" ? Given.Message("u-d", flow: id) : null });
        var kind = new FailureKind("photos.load", "System.Exception", "");
        foreach (var id in new[] { "b", "a", "d" })
        {
            await store.Run(new FinishFlow(new(id, 0), FlowState.Failed, Given.Failure("x")) { Kind = kind });
            await store.PassAsync(10);
        }

        await store.Run(new FinishFlow(new("c", 0), FlowState.Cancelled, default));
        var failed = await store.Ask(new FindFailed(TimeSpan.FromHours(1), 10));
        Expect.Sequence(["a", "b"], failed.Select(static f => f.Key.FlowId));
        Expect.Equal(kind.Fingerprint, failed[0].Fingerprint);
        Expect.Sequence(["a"], (await store.Ask(new FindFailed(TimeSpan.FromHours(1), 1))).Select(static f => f.Key.FlowId));
        Expect.Sequence(["a"], (await store.Ask(new FindFailed(TimeSpan.FromMinutes(25), 10))).Select(static f => f.Key.FlowId));
        await store.Run(new RetryFlow(new("a", 0), Given.Week, static (_, _) => new([], [])));
        Expect.Sequence(["b"], (await store.Ask(new FindFailed(TimeSpan.MaxValue, 10))).Select(static f => f.Key.FlowId));
    }

    private static async Task<IEnumerable<string>> LateIn(StoreContractHost store, FlowFilter? filter = null) =>
        (await store.Ask(new ListFlows(filter ?? new() { IsLate = true }, null, 10))).Select(static f => f.Key.FlowId);
}
