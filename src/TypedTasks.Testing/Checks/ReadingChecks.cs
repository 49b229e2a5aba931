using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class ReadingChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("The feed tells each flow that has changed once, as soon as the change is committed", ChangesAsync),
        new("The feed says so where changes were trimmed, or more have come than are told", GapAsync),
        new("The feed passes over nothing while many write at once", ManyAsync),
        new("Attempts that ended are counted once, by the minute and altogether", TalliesAsync),
        new("Kinds of failures are counted, with how many flows stand failed by them", FailuresAsync),
        new("Flows are found by header, by the beginning of id or name, and by what they failed by, page by page", SearchAsync),
        new("Flows that are deleted are not found by their labels", DeletedAsync),
        new("Actions are kept in order, by flow and altogether", ActionsAsync),
        new("Joins are told with their first failed members, and members with how they ended", JoinsAsync),
    ];

    private static readonly FailureKind Kind = new("photos.resize", "System.IO.IOException", "Photos.Resize(String)");

    private static async Task ChangesAsync(StoreContractHost store)
    {
        var start = await store.Ask(new ReadChanges(null, 10));
        Expect.Equal(0, start.Flows.Count);
        await store.Run(Given.Accept(new("a", 0)), Given.Accept(new("b", 0)));
        await store.Run(new RecordStep(new("a", 0), Given.Step("", StepState.Succeeded)));
        var told = await store.Ask(new ReadChanges(start.Position, 10));
        Expect.True(told.IsWhole);
        Expect.Sequence(["a", "b"], told.Flows.Order(StringComparer.Ordinal));
        Expect.Equal(0, (await store.Ask(new ReadChanges(told.Position, 10))).Flows.Count);
        await store.Run(new FinishFlow(new("b", 0), FlowState.Succeeded, default));
        Expect.Sequence(["b"], (await store.Ask(new ReadChanges(told.Position, 10))).Flows);
    }

    private static async Task GapAsync(StoreContractHost store)
    {
        var start = await store.Ask(new ReadChanges(null, 10));
        await store.Run(Given.Accept(new("a", 0)), Given.Accept(new("b", 0)), Given.Accept(new("c", 0)));
        Expect.True(!(await store.Ask(new ReadChanges(start.Position, 2))).IsWhole);
        var seen = await store.Ask(new ReadChanges(start.Position, 3));
        Expect.True(seen.IsWhole);
        await store.PassAsync(60);
        await store.Run(new TrimHistory(TimeSpan.FromMinutes(10), TimeSpan.FromDays(1)));
        Expect.True(!(await store.Ask(new ReadChanges(start.Position, 10))).IsWhole);
        Expect.True((await store.Ask(new ReadChanges(seen.Position, 10))).IsWhole);
        Expect.True(!(await store.Ask(new ReadChanges("nonsense", 10))).IsWhole);
        Expect.True(!(await store.Ask(new ReadChanges("3:2:", 10))).IsWhole);
    }

    private static async Task ManyAsync(StoreContractHost store)
    {
        const int Writers = 8;
        const int Each = 25;
        HashSet<string> seen = new(StringComparer.Ordinal);
        var position = (await store.Ask(new ReadChanges(null, 1))).Position;
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
                await store.Run(Given.Accept(new($"{w}-{i}", 0)));
        })));
        bool isLast;
        do
        {
            isLast = writing.IsCompleted;
            var told = await store.Ask(new ReadChanges(position, 1000));
            Expect.True(told.IsWhole);
            position = told.Position;
            seen.UnionWith(told.Flows);
        }
        while (!isLast);
        await writing;
        Expect.Equal(Writers * Each, seen.Count);
    }

    private static async Task TalliesAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        for (var i = 0; i < 2; i++)
        {
            await store.Run(
                new RecordStep(Given.Flow, Given.Step("0", StepState.Retrying)),
                new RecordStep(Given.Flow, Given.Step("0", StepState.Running, attempt: 1)),
                new RecordStep(Given.Flow, Given.Step("0", StepState.Succeeded, attempt: 1)),
                new RecordStep(Given.Flow, Given.Step("1", StepState.Failed)));
        }

        var expected = new TaskTally("photos.resize", 1, 1, 1, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1));
        Expect.Sequence([expected], await store.Ask(new ReadTallies(TimeSpan.FromMinutes(5))));
        await store.PassAsync(120);
        Expect.Equal(0, (await store.Ask(new ReadTallies(TimeSpan.FromHours(1)))).Count);
        await store.Run(new TrimHistory(TimeSpan.MaxValue, TimeSpan.FromHours(1)));
        Expect.Equal(0, (await store.Ask(new ReadTallies(TimeSpan.FromHours(3)))).Count);
        Expect.Sequence([expected], await store.Ask(new ReadTallies(TimeSpan.MaxValue)));
    }

    private static async Task FailuresAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept(new("a", 0)), Given.Accept(new("b", 0)));
        foreach (var flow in new[] { "a", "b" })
        {
            await store.Run(
                new RecordStep(new(flow, 0), Given.Step("0", StepState.Failed) with { Failure = Failure }),
                new FinishFlow(new(flow, 0), FlowState.Failed, new(FlowValue.None, Failure)));
            await store.PassAsync(1);
        }

        var tally = (await store.Ask(new ReadFailures(TimeSpan.FromHours(1), 10))).Single();
        Expect.Equal((Kind, 2L, 2, "b", "0"), (tally.Kind, tally.Count, tally.Flows, tally.FlowId, tally.Step));
        Expect.Equal(TimeSpan.FromMinutes(1), tally.LastAt - tally.FirstAt);
        await store.Run(new RetryFlow(new("a", 0), Given.Week, static (_, _) => new([], [])));
        Expect.Equal(1, (await store.Ask(new ReadFailures(TimeSpan.FromHours(1), 10))).Single().Flows);
        await store.PassAsync(120);
        Expect.Equal(0, (await store.Ask(new ReadFailures(TimeSpan.FromHours(1), 10))).Count);
    }

    private static async Task SearchAsync(StoreContractHost store)
    {
        for (var i = 0; i < 4; i++)
        {
            var key = new FlowKey($"{(i % 2 == 0 ? "even" : "odd")}-{i}", 0);
            await store.Run(Given.Accept(key, name: i < 2 ? "early bird" : "late") with
            {
                Tasks = ["photos.load"],
                Labels = [FlowLabels.OfTask("photos.load"), FlowLabels.OfHeader("tenant", i < 3 ? "7" : new string('x', 1024))],
            });
            if (i > 0)
                await store.Run(new FinishFlow(key, FlowState.Failed, new(FlowValue.None, Failure)));
            await store.PassAsync(1);
        }

        await FindAsync(store, new() { Prefix = "ev" }, "even-2", "even-0");
        await FindAsync(store, new() { Prefix = "early" }, "odd-1", "even-0");
        await FindAsync(store, new() { Prefix = "e%" });
        await FindAsync(store, new() { Header = new("tenant", "7") }, "even-2", "odd-1", "even-0");
        await FindAsync(store, new() { Header = new("tenant", new string('x', 1024)), Task = "photos.load" }, "odd-3");
        await FindAsync(store, new() { Header = new("tenant", "7"), States = [FlowState.Failed] }, "even-2", "odd-1");
        await FindAsync(store, new() { Failure = Kind.Fingerprint, Prefix = "odd" }, "odd-3", "odd-1");
        await FindAsync(store, new() { Failure = "0" });
    }

    private static async Task FindAsync(StoreContractHost store, FlowFilter filter, params string[] expected)
    {
        List<string> found = [];
        FlowPosition? after = null;
        while (await store.Ask(new ListFlows(filter, after, 1)) is [var flow])
        {
            found.Add(flow.Key.FlowId);
            after = new(flow.AcceptedAt, flow.Key.FlowId);
        }

        Expect.Sequence(expected, found);
        Expect.Equal(expected.Length, await store.Ask(new CountFlows(filter, 100)));
    }

    private static async Task DeletedAsync(StoreContractHost store)
    {
        string[] labels = [FlowLabels.OfTask("photos.load"), FlowLabels.OfHeader("tenant", "7")];
        await store.Run(Given.Accept() with { Tasks = ["photos.load"], Labels = labels });
        await store.Run(new FinishFlow(Given.Flow, FlowState.Succeeded, default));
        await store.PassAsync(1);
        await store.Run(new DeleteFlow(Given.Flow.FlowId, TimeSpan.Zero));
        await store.Run(Given.Accept(nonce: "other") with { Tasks = [] });
        await FindAsync(store, new() { Header = new("tenant", "7") });
        await FindAsync(store, new() { Task = "photos.load" });
    }

    private static async Task ActionsAsync(StoreContractHost store)
    {
        for (var i = 0; i < 3; i++)
            await store.Run(new RecordAction(new("retry", "anna", "why not", $"target {i}", "done") { FlowId = i == 1 ? "a" : null }));
        var two = await store.Ask(new ReadActions(null, null, 2));
        Expect.Sequence(["target 2", "target 1"], two.Select(static a => a.Target));
        Expect.Sequence(["target 0"], (await store.Ask(new ReadActions(null, two[1].Number, 2))).Select(static a => a.Target));
        var one = (await store.Ask(new ReadActions("a", null, 2))).Single();
        Expect.Equal(("retry", "anna", "why not", "done", "a"), (one.Name, one.Actor, one.Reason, one.Result, one.FlowId));
    }

    private static async Task JoinsAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        for (var i = 0; i < 4; i++)
            await store.Run(Given.Member(i, 5, i % 2 == 1 ? Given.Failure($"no {i}") : Given.Success("1"), JoinPolicy.Settled));
        var join = (await store.Ask(new ReadJoinsAt(Given.Flow.FlowId, ["0", "7"], 1))).Single();
        Expect.Equal((5, 2, 4), (join.Header.Count, join.Header.Succeeded, join.Header.Ended));
        Expect.Equal(1, join.Failed.Single().Index);
        var ends = await store.Ask(new ReadMemberEnds(Given.Flow.FlowId, "0", 1, 10));
        Expect.Sequence([(1, true), (2, false), (3, true)], ends.Select(static e => (e.Index, e.Failure is not null)));
    }

    private static ReadOnlyMemory<byte> Failure => Given.Utf8(
        $$"""{"type":"{{Kind.Type}}","message":"no","stackTrace":"   at {{Kind.Frame}} in x.cs:line 3","task":"{{Kind.Task}}","step":"0","attempt":0,"inner":[]}""");
}
