using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class TurnChecks
{
    private const string Line = "customer/17";

    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("A flow in line owes nothing before its turn, and the first of a line has it", FirstAsync),
        new("The end of a flow lets the next one begin, in the order of acceptance", OrderAsync),
        new("A failure, a cancellation and the end of compensations pass the turn on, and nothing before", EndsAsync),
        new("A flow that ends while it waits leaves the line, and owes nothing", LeavesAsync),
        new("So many flows have the turn as the first that waits allows", LimitAsync),
        new("A turn that nobody has passed on, or begun, is found", FoundAsync),
        new("Passing and beginning a turn again changes nothing", RepeatedAsync),
        new("A flow that was cancelled when its turn came does not begin, and its place goes", CancelledAsync),
        new("A retry waits at the end of the line, with all that it has to send", RetryAsync),
        new("A message that is carried over into a flow in line waits with it", CarriedAsync),
        new("A flow in line is not quiet, not stranded, and not resumed", SilentAsync),
        new("A flow that is deleted leaves the places of others", DeletedAsync),
        new("The place of a flow counts those that wait before it", PlaceAsync),
        new("A long line moves on in parts", LongAsync),
        new("Flows that are accepted in one line at once stand in one order", ConcurrentAsync),
    ];

    private static async Task FirstAsync(StoreContractHost store)
    {
        var first = Accept("a");
        var (pass, begin) = (new PassTurn(Line), new BeginTurn(Key("a")) { Broker = "b1" });
        await store.Run(first, pass, begin);
        Expect.Equal((true, Line, 1, true), (first.Result.Created, first.Result.Flow.TurnKey, first.Result.Flow.TurnLimit, first.Result.Flow.AwaitsTurn));
        Expect.Sequence([Key("a")], pass.Result.Begins);
        Expect.Sequence(["a"], begin.Result.Messages.Select(static m => m.Id));
        Expect.Equal(false, begin.Result.Flow.AwaitsTurn);
        Expect.Sequence(["a"], await store.OwedAsync());

        await store.Run(Accept("b"), new PassTurn(Line), new BeginTurn(Key("b")));
        Expect.Sequence(["a"], await store.OwedAsync());
        Expect.Equal((FlowState.Running, true), await StateAsync(store, "b"));
        await store.Run(new DeleteOwed("b"));
        await EndAsync(store, "a");
        Expect.Sequence(["a", "b"], await store.OwedAsync());
    }

    private static async Task OrderAsync(StoreContractHost store)
    {
        foreach (var id in new[] { "d", "a", "c", "b" })
            await EnterAsync(store, id);
        Expect.Sequence(["other"], await EnterAsync(store, "other", line: "customer/18"));
        await EnterAsync(store, "e");
        Expect.Sequence(["a"], await EndAsync(store, "d"));
        Expect.Sequence(["c"], await EndAsync(store, "a"));
        Expect.Sequence(["b"], await EndAsync(store, "c"));
        Expect.Sequence(["e"], await EndAsync(store, "b"));
        Expect.Sequence([], await EndAsync(store, "e"));
        Expect.Sequence(["f"], await EnterAsync(store, "f"));
    }

    private static async Task EndsAsync(StoreContractHost store)
    {
        await EnterAsync(store, "a", undo: true);
        foreach (var id in new[] { "b", "c", "d" })
            await EnterAsync(store, id);
        Expect.Equal(FlowState.Compensating, (await store.Run(new FinishFlow(Key("a"), FlowState.Failed, Given.Failure("x")))).State);
        Expect.Sequence([], await PassAsync(store));
        var undone = await store.Run(new EndCompensations(Key("a"), FlowState.Failed, Given.Failure("x")));
        Expect.Equal((FlowState.Failed, Line), (undone.State, undone.TurnKey));
        Expect.Sequence(["b"], await PassAsync(store));
        await store.Run(new FinishFlow(Key("b"), FlowState.Failed, Given.Failure("x")));
        Expect.Sequence(["c"], await PassAsync(store));
        await store.Run(new FinishFlow(Key("c"), FlowState.Cancelled, default));
        Expect.Sequence(["d"], await PassAsync(store));
    }

    private static async Task LeavesAsync(StoreContractHost store)
    {
        await EnterAsync(store, "a");
        foreach (var id in new[] { "b", "c", "d" })
            await EnterAsync(store, id, undo: id == "c");
        Expect.Equal(FlowState.Cancelled, (await store.Run(new FinishFlow(Key("b"), FlowState.Cancelled, default))).State);
        Expect.Equal(FlowState.Compensating, (await store.Run(new FinishFlow(Key("c"), FlowState.Failed, Given.Failure("x")))).State);
        Expect.Equal(1, await store.Ask(new ReadPlace(Key("d"))));
        Expect.Sequence(["a", "c-undo"], await store.OwedAsync());
        Expect.Sequence(["d"], await EndAsync(store, "a"));
        await store.Run(new EndCompensations(Key("c"), FlowState.Failed, Given.Failure("x")));
        Expect.Sequence([], await PassAsync(store));
    }

    private static async Task LimitAsync(StoreContractHost store)
    {
        foreach (var id in new[] { "a", "b", "c" })
            Expect.Sequence([id], await EnterAsync(store, id, limit: 3));
        Expect.Sequence([], await EnterAsync(store, "d", limit: 3));
        Expect.Sequence([], await EnterAsync(store, "alone", limit: 1));
        Expect.Sequence([], await EnterAsync(store, "e", limit: 3));
        Expect.Sequence(["d"], await EndAsync(store, "b"));
        Expect.Sequence([], await EndAsync(store, "a"));
        Expect.Sequence([], await EndAsync(store, "c"));
        Expect.Sequence(["alone", "e"], await EndAsync(store, "d"));
    }

    private static async Task FoundAsync(StoreContractHost store)
    {
        Expect.Sequence([], await FoundIn(store));
        await store.Run(Accept("a"));
        await store.Run(Accept("x", line: "another"));
        Expect.Sequence(["another", Line], await FoundIn(store));
        Expect.Sequence(["another"], await store.Ask(new FindTurns(1)));
        await store.Run(new PassTurn(Line));
        Expect.Sequence(["another", Line], await FoundIn(store));
        Expect.Sequence([Key("a")], (await store.Run(new PassTurn(Line))).Begins);
        await store.Run(new BeginTurn(Key("a")));
        Expect.Sequence(["another"], await FoundIn(store));
        await store.Run(Accept("b"));
        Expect.Sequence(["another"], await FoundIn(store));
        await store.Run(new FinishFlow(Key("a"), FlowState.Succeeded, Given.Success("1")));
        Expect.Sequence(["another", Line], await FoundIn(store));
    }

    private static async Task RepeatedAsync(StoreContractHost store)
    {
        await EnterAsync(store, "a");
        await EnterAsync(store, "b");
        Expect.Sequence([], (await store.Run(new BeginTurn(Key("b")))).Messages);
        Expect.Sequence([], (await store.Run(new BeginTurn(Key("unknown")))).Messages);
        await store.Run(new FinishFlow(Key("a"), FlowState.Succeeded, Given.Success("1")));
        Expect.Sequence([Key("b")], (await store.Run(new PassTurn(Line))).Begins);
        Expect.Sequence([Key("b")], (await store.Run(new PassTurn(Line))).Begins);
        Expect.Sequence([], (await store.Run(new BeginTurn(new("b", 1)))).Messages);
        Expect.Sequence(["b"], (await store.Run(new BeginTurn(Key("b")))).Messages.Select(static m => m.Id));
        Expect.Sequence([], (await store.Run(new BeginTurn(Key("b")))).Messages);
        Expect.Sequence([], (await store.Run(new PassTurn(Line))).Begins);

        // The broker has it, and what is kept of it must not be sent once more.
        await store.Run(new KeepOwed(Key("b"), "b"));
        Expect.Sequence([], (await store.Run(new BeginTurn(Key("b")))).Messages);
        Expect.Sequence(["a"], await store.OwedAsync());
    }

    private static async Task CancelledAsync(StoreContractHost store)
    {
        foreach (var id in new[] { "a", "b", "c" })
            await EnterAsync(store, id);
        await store.Run(new FinishFlow(Key("a"), FlowState.Succeeded, Given.Success("1")));
        await store.Run(new PassTurn(Line));
        await store.Run(new FinishFlow(Key("b"), FlowState.Cancelled, default));
        var begun = await store.Run(new BeginTurn(Key("b")));
        Expect.Equal((FlowState.Cancelled, 0), (begun.Flow.State, begun.Messages.Count));
        Expect.Sequence(["c"], await PassAsync(store));
        Expect.Sequence(["a", "c"], await store.OwedAsync());
    }

    private static async Task RetryAsync(StoreContractHost store)
    {
        await EnterAsync(store, "a");
        await EnterAsync(store, "b");
        await EnterAsync(store, "c");
        await store.Run(new DeleteOwed("a"), new ParkMessage(Key("a"), Given.Message("m1", flow: "a"), static (m, _) => m));
        await store.Run(new FinishFlow(Key("a"), FlowState.Failed, Given.Failure("x")));
        var retried = await store.Run(new RetryFlow(Key("a"), Given.Week, static (_, parked) => new([], [.. parked.Select(static m => m with { Id = $"{m.Id}~1" }), Given.Message("m2~1", flow: "a")]))
        {
            Broker = "b1",
        });
        Expect.Equal((FlowState.Running, true, 1), (retried.Flow.State, retried.Flow.AwaitsTurn, retried.Flow.Key.Generation));
        Expect.Sequence(["b"], await PassAsync(store));
        Expect.Equal(2, await store.Ask(new ReadPlace(new("a", 1))));
        await EnterAsync(store, "d");
        Expect.Sequence(["c"], await EndAsync(store, "b"));
        Expect.Sequence(["m1~1", "m2~1"], await EndAsync(store, "c"));
        await store.Run(new FinishFlow(Key("a"), FlowState.Failed, Given.Failure("late")));
        Expect.Sequence([], await PassAsync(store));
        Expect.Sequence(["d"], await EndAsync(store, "a", 1));
    }

    private static async Task CarriedAsync(StoreContractHost store)
    {
        await EnterAsync(store, "a");
        await EnterAsync(store, "b");
        await store.Run(new DeleteOwed("a"), new FinishFlow(Key("a"), FlowState.Failed, Given.Failure("x")));
        await PassAsync(store);
        await store.Run(new DeleteOwed("b"), new RetryFlow(Key("a"), Given.Week, static (_, _) => new([], [])));
        Expect.Equal(null, await store.Run(new ParkMessage(Key("a"), Given.Message("late", flow: "a"), static (m, g) => m with { Id = $"{m.Id}~{g}" })));
        Expect.Sequence([], await store.OwedAsync());
        Expect.Sequence(["late~1"], await EndAsync(store, "b"));
        Expect.Equal("later~1", (await store.Run(new ParkMessage(Key("a"), Given.Message("later", flow: "a"), static (m, g) => m with { Id = $"{m.Id}~{g}" })))?.Id);
    }

    private static async Task SilentAsync(StoreContractHost store)
    {
        await EnterAsync(store, "a");
        await store.Run(Accept("b") with { Broker = "gone" });
        await store.Run(new DeleteOwed("a"));
        await store.PassAsync(60);
        Expect.Sequence(["a"], (await store.Ask(new FindQuiet(TimeSpan.FromMinutes(30), 10))).Select(static q => q.Key.FlowId));
        Expect.Sequence([], await store.Ask(new FindStranded("here", 10)));
        Expect.Equal(0, (await store.Run(new ResumeFlow("b"))).Messages.Count);
        Expect.Sequence([], await store.OwedAsync());
        Expect.Sequence(["b"], await EndAsync(store, "a"));
        await store.Run(new KeepOwed(Key("b"), "b"));
        Expect.Equal(1, (await store.Run(new ResumeFlow("b"))).Messages.Count);
    }

    private static async Task DeletedAsync(StoreContractHost store)
    {
        await EnterAsync(store, "a");
        await EnterAsync(store, "b");
        await EnterAsync(store, "c");
        await store.Run(new FinishFlow(Key("a"), FlowState.Succeeded, Given.Success("1")), new DeleteFlow("a", TimeSpan.Zero));
        Expect.Sequence(["b"], await PassAsync(store));
        await store.Run(new FinishFlow(Key("b"), FlowState.Succeeded, Given.Success("1")), new DeleteFlow("b", TimeSpan.Zero));
        Expect.Sequence([Line], await FoundIn(store));
        Expect.Sequence(["c"], await PassAsync(store));
    }

    private static async Task PlaceAsync(StoreContractHost store)
    {
        foreach (var id in new[] { "a", "b", "c", "d" })
            await EnterAsync(store, id);
        Expect.Equal(0, await store.Ask(new ReadPlace(Key("a"))));
        Expect.Equal(1, await store.Ask(new ReadPlace(Key("b"))));
        Expect.Equal(3, await store.Ask(new ReadPlace(Key("d"))));
        Expect.Equal(0, await store.Ask(new ReadPlace(new("d", 1))));
        await store.Run(new FinishFlow(Key("c"), FlowState.Cancelled, default));
        Expect.Equal(2, await store.Ask(new ReadPlace(Key("d"))));
    }

    private static async Task LongAsync(StoreContractHost store)
    {
        await store.Run([.. Enumerable.Range(0, 40).Select(static i => Accept($"f{i:00}", limit: 30))]);
        List<string> begun = [];
        while (true)
        {
            var passed = await store.Run(new PassTurn(Line));
            foreach (var flow in passed.Begins)
                begun.AddRange((await store.Run(new BeginTurn(flow))).Messages.Select(static m => m.Id));
            if (!passed.HasMore)
                break;
        }

        Expect.Sequence(Enumerable.Range(0, 30).Select(static i => $"f{i:00}"), begun);
    }

    private static async Task ConcurrentAsync(StoreContractHost store)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 30), async (i, _) => await store.Run(Accept($"flow-{i}"), new PassTurn(Line), new BeginTurn(Key($"flow-{i}"))));
        for (var left = 29; left >= 0; left--)
        {
            var running = (await store.Ask(new ListFlows(new() { States = [FlowState.Running] }, null, 100))).Where(static f => !f.AwaitsTurn).ToArray();
            Expect.Equal(1, running.Length);
            Expect.Equal(left == 0 ? 0 : 1, (await EndAsync(store, running[0].Key.FlowId)).Count);
        }
    }

    private static FlowKey Key(string id) => new(id, 0);

    private static async Task<(FlowState State, bool Awaits)> StateAsync(StoreContractHost store, string id)
    {
        var flow = await store.Run(new GetFlow(Key(id)));
        return (flow.State, flow.AwaitsTurn);
    }

    private static Task<IReadOnlyList<string>> FoundIn(StoreContractHost store) => store.Ask(new FindTurns(10));

    /// <summary>Accepts a flow in line; yields the messages of those that begin.</summary>
    private static async Task<List<string>> EnterAsync(StoreContractHost store, string id, int limit = 1, string line = Line, bool undo = false)
    {
        await store.Run(Accept(id, limit, line) with { Compensation = undo ? Given.Message($"{id}-undo", flow: id) : null });
        return await PassAsync(store, line);
    }

    /// <summary>Ends a flow; yields the messages of those that begin then.</summary>
    private static async Task<List<string>> EndAsync(StoreContractHost store, string id, int generation = 0)
    {
        await store.Run(new FinishFlow(new(id, generation), FlowState.Failed, Given.Failure("x")));
        return await PassAsync(store);
    }

    private static async Task<List<string>> PassAsync(StoreContractHost store, string line = Line)
    {
        List<string> messages = [];
        foreach (var flow in (await store.Run(new PassTurn(line))).Begins)
            messages.AddRange((await store.Run(new BeginTurn(flow))).Messages.Select(static m => m.Id));
        return messages;
    }

    private static AcceptFlow Accept(string id, int limit = 1, string line = Line) =>
        new(Key(id), id, null, Given.PlanHash, Given.Utf8("{}"), Given.Week, Given.Message(id, flow: id)) { TurnKey = line, TurnLimit = limit };
}
