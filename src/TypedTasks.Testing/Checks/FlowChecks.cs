using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class FlowChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("A flow that was never accepted is unknown", UnknownAsync),
        new("An accepted flow runs, with all that was said of it", AcceptedAsync),
        new("An accepted flow owes its first message", OwesAsync),
        new("A second accept changes nothing and returns the first", AcceptTwiceAsync),
        new("The call that created a flow is told so, also when it is repeated, and no other is", CreatedAsync),
        new("Whatever generation asks, the current one answers", GenerationsAsync),
        new("A plan is kept once per hash", PlanAsync),
        new("A flow ends once, and the first end stays", FinishAsync),
        new("A failed flow keeps its failure", FailAsync),
        new("An end that a scope outweighs changes nothing once that has completed, and ends the flow where it has not", OutweighedAsync),
        new("An outcome may be stored, joined or nothing", OutcomesAsync),
        new("Finishing an unknown flow changes nothing", FinishUnknownAsync),
        new("A flow does not end as running", FinishRunningAsync),
        new("Flows past their deadline are found, the oldest first, until they end", ExpiredAsync),
        new("Flows of another broker that keeps nothing are found until they end or are retried here", StrandedAsync),
    ];

    private static async Task StrandedAsync(StoreContractHost store)
    {
        string?[] brokers = ["gone", null, "here", "gone"];
        for (var i = 0; i < brokers.Length; i++)
            await store.Run(Given.Accept(new($"flow-{i}", 0)) with { Broker = brokers[i] });
        Expect.Sequence([new(new("flow-0", 0), "gone"), new(new("flow-3", 0), "gone")], await store.Ask(new FindStranded("here", 10)));
        Expect.Sequence([new(new("flow-0", 0), "gone")], await store.Ask(new FindStranded("here", 1)));
        await store.Run(new FinishFlow(new("flow-0", 0), FlowState.Failed, Given.Failure("x")));
        Expect.Sequence([new(new("flow-3", 0), "gone")], await store.Ask(new FindStranded("here", 10)));
        await store.Run(new RetryFlow(new("flow-0", 0), Given.Week, static (_, _) => new([], [])) { Broker = "here" });
        Expect.Sequence([new(new("flow-3", 0), "gone")], await store.Ask(new FindStranded("here", 10)));
        Expect.Sequence([new(new("flow-0", 1), "here"), new(new("flow-2", 0), "here")], await store.Ask(new FindStranded("gone", 10)));
    }

    private static async Task UnknownAsync(StoreContractHost store)
    {
        var flow = await store.Run(new GetFlow(Given.Flow));
        Expect.Equal(FlowState.Unknown, flow.State);
        Expect.Equal(Given.Flow, flow.Key);
        Expect.True(await store.Run(new GetPlan(Given.PlanHash)) is null);
    }

    private static async Task AcceptedAsync(StoreContractHost store)
    {
        var accepted = await store.Run(Given.Accept());
        var read = await store.Run(new GetFlow(Given.Flow));
        foreach (var flow in new[] { accepted.Flow, read })
        {
            Expect.Equal(Given.Flow, flow.Key);
            Expect.Equal("nightly", flow.Name);
            Expect.Equal(Given.PlanHash, flow.PlanHash);
            Expect.Equal(FlowState.Running, flow.State);
            Expect.Equal(accepted.Flow.AcceptedAt, flow.AcceptedAt);
            Expect.Equal(Given.Week, flow.Deadline - flow.AcceptedAt);
            Expect.True(flow.EndedAt is null);
        }
    }

    private static async Task OwesAsync(StoreContractHost store)
    {
        var message = Given.Message("m1");
        await store.Run(Given.Accept(owed: message));
        var owed = await store.Ask(new FindOwed(TimeSpan.Zero, 10));
        Expect.Equal(1, owed.Count);
        Given.SameMessage(message, owed[0]);
    }

    private static async Task AcceptTwiceAsync(StoreContractHost store)
    {
        var first = (await store.Run(Given.Accept())).Flow;
        await store.Run(new FinishFlow(Given.Flow, FlowState.Succeeded, Given.Success("1")));
        await store.PassAsync(10);
        var again = (await store.Run(Given.Accept(owed: Given.Message("late"), name: "other"))).Flow;
        Expect.Equal("nightly", again.Name);
        Expect.Equal(first.AcceptedAt, again.AcceptedAt);
        Expect.Equal(FlowState.Succeeded, again.State);
        Expect.Sequence([], await store.OwedAsync());
    }

    private static async Task CreatedAsync(StoreContractHost store)
    {
        Expect.True((await store.Run(Given.Accept(nonce: "mine"))).Created);
        Expect.True(!(await store.Run(Given.Accept(nonce: "another"))).Created);
        Expect.True((await store.Run(Given.Accept(nonce: "mine"))).Created, "the call that created it, repeated");
        await store.Run(new FinishFlow(Given.Flow, FlowState.Succeeded, Given.Success("1")));
        Expect.True((await store.Run(Given.Accept(nonce: "mine"))).Created, "repeated when it has ended");
        Expect.True(!(await store.Run(Given.Accept(nonce: "another"))).Created);
        var calls = Enumerable.Range(0, 20).Select(static i => Given.Accept(new("flow-2", 0), nonce: $"{i}")).ToArray();
        await Parallel.ForEachAsync(calls, async (o, _) => await store.Run(o));
        Expect.Equal(1, calls.Count(static o => o.Result.Created));
    }

    private static async Task GenerationsAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        var read = await store.Run(new GetFlow(Given.Flow with { Generation = 1 }));
        Expect.Equal(FlowState.Running, read.State);
        Expect.Equal(Given.Flow, read.Key);
    }

    private static async Task PlanAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(new AcceptFlow(new("flow-2", 0), "n", null, Given.PlanHash, Given.Utf8("{}"), Given.Week, null));
        Expect.Equal("""{"plan":1}""", Given.Text(await store.Run(new GetPlan(Given.PlanHash))));
        Expect.True((await store.Run(new GetFlow(new("flow-2", 0)))).Name is null);
    }

    private static async Task FinishAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.PassAsync(60);
        var first = await store.Run(new FinishFlow(Given.Flow, FlowState.Succeeded, Given.Success("\"ü\"")));
        await store.PassAsync(60);
        var second = await store.Run(new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("late")));
        var read = await store.Run(new GetFlow(Given.Flow));
        foreach (var flow in new[] { first, second, read })
        {
            Expect.Equal(FlowState.Succeeded, flow.State);
            Expect.Equal("\"ü\"", flow.Outcome.Json());
            Expect.About(TimeSpan.FromHours(1), flow.EndedAt - flow.AcceptedAt);
            Expect.Equal(first.EndedAt, flow.EndedAt);
        }
    }

    private static async Task OutweighedAsync(StoreContractHost store)
    {
        var end = new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("late")) { Unless = "0" };
        await store.Run(Given.Accept(), new RecordMember(Given.Flow, "0", 0, 2, Given.Success("1")), new RecordMember(Given.Flow, "1", 0, 1, Given.Success("1")));
        await store.Run(new RecordMember(Given.Flow, "0", 1, 2, Given.Success("2")));
        Expect.Equal(FlowState.Running, (await store.Run(end)).State);
        Expect.True(!await store.Run(new IsCancelled(Given.Flow, "0.1")));
        Expect.Equal(FlowState.Succeeded, (await store.Run(new FinishFlow(Given.Flow, FlowState.Succeeded, Given.Success("1")))).State);

        var other = new FlowKey("flow-2", 0);
        await store.Run(Given.Accept(other), new RecordMember(other, "0", 0, 2, Given.Success("1")));
        Expect.Equal(FlowState.Failed, (await store.Run(end with { Key = other })).State);
    }

    private static async Task FailAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("broken")));
        var flow = await store.Run(new GetFlow(Given.Flow));
        Expect.Equal(FlowState.Failed, flow.State);
        Expect.True(!flow.Outcome.Succeeded);
        Expect.Equal("""{"message":"broken"}""", flow.Outcome.Json());
    }

    private static async Task OutcomesAsync(StoreContractHost store)
    {
        FlowValue[] values = [FlowValue.None, FlowValue.Stored("0.3"), FlowValue.Joined("0.1", 7), FlowValue.Joined("", 0)];
        for (var i = 0; i < values.Length; i++)
        {
            var key = new FlowKey($"flow-{i}", 0);
            await store.Run(Given.Accept(key), new FinishFlow(key, FlowState.Succeeded, new(values[i], null)));
            var flow = await store.Run(new GetFlow(key));
            Expect.Equal(values[i], flow.Outcome.Value);
            Expect.True(flow.Outcome.Succeeded);
        }
    }

    private static async Task FinishUnknownAsync(StoreContractHost store)
    {
        var flow = await store.Run(new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")));
        Expect.Equal(FlowState.Unknown, flow.State);
        Expect.True(!await store.Run(new IsCancelled(Given.Flow, "0")));
    }

    private static async Task FinishRunningAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await Expect.ThrowsAsync<ArgumentException>(
            () => store.Run(new FinishFlow(Given.Flow, FlowState.Running, default)));
    }

    private static async Task ExpiredAsync(StoreContractHost store)
    {
        for (var i = 0; i < 4; i++)
        {
            await store.Run(Given.Accept(new($"flow-{i}", 0)));
            await store.PassAsync(60);
        }

        await store.Run(new FinishFlow(new("flow-1", 0), FlowState.Succeeded, Given.Success("1")));
        Expect.Sequence([], await store.Ask(new FindOverdue(10)));
        await store.PassAsync(Given.Week - TimeSpan.FromMinutes(90));
        Expect.Sequence([new("flow-0", 0), new("flow-2", 0)], await store.Ask(new FindOverdue(10)));
        Expect.Sequence([new("flow-0", 0)], await store.Ask(new FindOverdue(1)));
    }
}
