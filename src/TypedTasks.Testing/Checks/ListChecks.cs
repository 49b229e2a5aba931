using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class ListChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("Flows are listed newest first, those of one moment by id, page by page", OrderAsync),
        new("Flows are found by state", StateAsync),
        new("Flows are found by name and by task", NameAsync),
        new("Flows are found by when they were accepted and ended", TimeAsync),
        new("Joins are listed with their failed members", JoinsAsync),
    ];

    private static async Task OrderAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept(new("d", 0)));
        await store.PassAsync(1);
        await store.Run(Given.Accept(new("b", 0)), Given.Accept(new("a", 0)), Given.Accept(new("c", 0)));
        await store.PassAsync(1);
        await store.Run(Given.Accept(new("e", 0)));
        Expect.Sequence(["e", "c", "b", "a", "d"], await IdsAsync(store, new()));
        List<string> paged = [];
        FlowPosition? after = null;
        while (await store.Ask(new ListFlows(new(), after, 2)) is { Count: > 0 } page)
        {
            paged.AddRange(page.Select(static f => f.Key.FlowId));
            after = new(page[^1].AcceptedAt, page[^1].Key.FlowId);
        }

        Expect.Sequence(["e", "c", "b", "a", "d"], paged);
    }

    private static async Task StateAsync(StoreContractHost store)
    {
        foreach (var state in new[] { FlowState.Running, FlowState.Succeeded, FlowState.Failed, FlowState.Cancelled })
        {
            var key = new FlowKey($"{state}", 0);
            await store.Run(Given.Accept(key));
            if (state != FlowState.Running)
                await store.Run(new FinishFlow(key, state, default));
            await store.PassAsync(1);
        }

        Expect.Sequence(["Failed"], await IdsAsync(store, new() { States = [FlowState.Failed] }));
        Expect.Sequence(["Cancelled", "Running"], await IdsAsync(store, new() { States = [FlowState.Cancelled, FlowState.Running] }));
    }

    private static async Task NameAsync(StoreContractHost store)
    {
        await store.Run(Accept("a", "nightly", "photos.load", "photos.resize"));
        await store.Run(Accept("b", "weekly", "photos.resize-all"));
        await store.Run(Accept("c", "nightly"));
        Expect.Sequence(["a", "c"], (await IdsAsync(store, new() { Name = "nightly" })).Order());
        Expect.Sequence(["a"], await IdsAsync(store, new() { Task = "photos.resize" }));
        Expect.Sequence(["b"], await IdsAsync(store, new() { Task = "photos.resize-all" }));
        Expect.Sequence([], await IdsAsync(store, new() { Task = "photos" }));
        Expect.Sequence([], await IdsAsync(store, new() { Task = "photos.load", Name = "weekly" }));
        var found = (await store.Ask(new ListFlows(new() { Task = "photos.load" }, null, 10))).Single();
        Expect.Sequence(["photos.load", "photos.resize"], found.Tasks);
        Expect.Sequence(["photos.load", "photos.resize"], (await store.Run(new GetFlow(new("a", 0)))).Tasks);
    }

    private static async Task TimeAsync(StoreContractHost store)
    {
        List<DateTimeOffset> accepted = [];
        List<DateTimeOffset> ended = [];
        for (var i = 0; i < 4; i++)
        {
            accepted.Add((await store.Run(Given.Accept(new($"{i}", 0)))).Flow.AcceptedAt);
            await store.PassAsync(60);
        }

        for (var i = 1; i < 4; i++)
        {
            ended.Add((await store.Run(new FinishFlow(new($"{i}", 0), FlowState.Succeeded, Given.Success("1")))).EndedAt!.Value);
            await store.PassAsync(60);
        }

        Expect.Sequence(["2", "1"], await IdsAsync(store, new() { AcceptedFrom = accepted[1], AcceptedBefore = accepted[3] }));
        Expect.Sequence(["2", "1"], await IdsAsync(store, new() { EndedBefore = ended[2] }));
    }

    private static async Task JoinsAsync(StoreContractHost store)
    {
        await store.Run(
            Given.Member(2, 3, Given.Failure("x"), join: "0.10"),
            Given.Member(0, 3, Given.Failure("x"), join: "0.10"),
            Given.Member(1, 3, Given.Success("1"), join: "0.10"),
            Given.Member(0, 1, Given.Success("1"), join: "0.2"));
        var joins = await store.Run(new ReadJoins(Given.Flow));
        Expect.Sequence(["0.2", "0.10"], joins.Select(static j => j.Path));
        Expect.Sequence([1, 3], joins.Select(static j => j.Count));
        Expect.Sequence([JoinState.Completed, JoinState.Failed], joins.Select(static j => j.State));
        Expect.Sequence([0, 2], joins[1].Failed);
        Expect.Equal(0, joins[0].Failed.Count);
        Expect.Equal(0, (await store.Run(new ReadJoins(new("flow-2", 0)))).Count);
    }

    private static AcceptFlow Accept(string id, string name, params string[] tasks) =>
        new(new(id, 0), "n", name, Given.PlanHash, Given.Utf8("{}"), Given.Week, null) { Tasks = tasks };

    private static async Task<IEnumerable<string>> IdsAsync(StoreContractHost store, FlowFilter filter) =>
        (await store.Ask(new ListFlows(filter, null, 100))).Select(static f => f.Key.FlowId);
}
