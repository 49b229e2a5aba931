using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class FlowChecks
{
    public static readonly ContractCheck<ITaskStore>[] All =
    [
        new("A flow that was never accepted is unknown", UnknownAsync),
        new("An accepted flow runs, with all that was said of it", AcceptedAsync),
        new("An accepted flow owes its first message", OwesAsync),
        new("A second accept changes nothing and returns the first", AcceptTwiceAsync),
        new("Whatever generation asks, the current one answers", GenerationsAsync),
        new("A plan is kept once per hash", PlanAsync),
        new("A flow ends once, and the first end stays", FinishAsync),
        new("A failed flow keeps its failure", FailAsync),
        new("An outcome may be stored, joined or nothing", OutcomesAsync),
        new("Finishing an unknown flow changes nothing", FinishUnknownAsync),
        new("A flow does not end as running", FinishRunningAsync),
        new("Flows past their deadline are found, the oldest first, until they end", ExpiredAsync),
    ];

    private static async Task UnknownAsync(ITaskStore store)
    {
        var flow = await store.Run(new GetFlow(Given.Flow));
        Expect.Equal(FlowState.Unknown, flow.State);
        Expect.Equal(Given.Flow, flow.Key);
        Expect.True(await store.Run(new GetPlan(Given.PlanHash)) is null);
    }

    private static async Task AcceptedAsync(ITaskStore store)
    {
        var accepted = await store.Run(Given.Accept());
        var read = await store.Run(new GetFlow(Given.Flow));
        foreach (var flow in new[] { accepted, read })
        {
            Expect.Equal(Given.Flow, flow.Key);
            Expect.Equal("nightly", flow.Name);
            Expect.Equal(Given.PlanHash, flow.PlanHash);
            Expect.Equal(FlowState.Running, flow.State);
            Expect.Equal(Given.Noon, flow.AcceptedAt);
            Expect.Equal(Given.Noon.AddDays(7), flow.Deadline);
            Expect.True(flow.EndedAt is null);
        }
    }

    private static async Task OwesAsync(ITaskStore store)
    {
        var message = Given.Message("m1");
        await store.Run(Given.Accept(owed: message));
        var owed = await store.Run(new ReadOwed(Given.Noon.AddTicks(1), 10));
        Expect.Equal(1, owed.Count);
        Given.SameMessage(message, owed[0]);
    }

    private static async Task AcceptTwiceAsync(ITaskStore store)
    {
        await store.Run(Given.Accept());
        await store.Run(new FinishFlow(Given.Flow, FlowState.Succeeded, Given.Success("1"), Given.Noon.AddHours(1)));
        var again = await store.Run(Given.Accept(owed: Given.Message("late"), name: "other", at: Given.Noon.AddDays(1)));
        Expect.Equal("nightly", again.Name);
        Expect.Equal(Given.Noon, again.AcceptedAt);
        Expect.Equal(FlowState.Succeeded, again.State);
        Expect.Equal(0, (await store.Run(new ReadOwed(DateTimeOffset.MaxValue, 10))).Count);
    }

    private static async Task GenerationsAsync(ITaskStore store)
    {
        await store.Run(Given.Accept());
        var read = await store.Run(new GetFlow(Given.Flow with { Generation = 1 }));
        Expect.Equal(FlowState.Running, read.State);
        Expect.Equal(Given.Flow, read.Key);
    }

    private static async Task PlanAsync(ITaskStore store)
    {
        await store.Run(Given.Accept());
        await store.Run(new AcceptFlow(new("flow-2", 0), null, Given.PlanHash, Given.Utf8("{}"), Given.Noon, Given.Noon, null));
        Expect.Equal("""{"plan":1}""", Given.Text(await store.Run(new GetPlan(Given.PlanHash))));
        Expect.True((await store.Run(new GetFlow(new("flow-2", 0)))).Name is null);
    }

    private static async Task FinishAsync(ITaskStore store)
    {
        await store.Run(Given.Accept());
        var first = await store.Run(new FinishFlow(Given.Flow, FlowState.Succeeded, Given.Success("\"ü\""), Given.Noon.AddHours(1)));
        var second = await store.Run(new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("late"), Given.Noon.AddHours(2)));
        var read = await store.Run(new GetFlow(Given.Flow));
        foreach (var flow in new[] { first, second, read })
        {
            Expect.Equal(FlowState.Succeeded, flow.State);
            Expect.Equal("\"ü\"", flow.Outcome.Json());
            Expect.Equal(Given.Noon.AddHours(1), flow.EndedAt);
        }
    }

    private static async Task FailAsync(ITaskStore store)
    {
        await store.Run(Given.Accept());
        await store.Run(new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("broken"), Given.Noon));
        var flow = await store.Run(new GetFlow(Given.Flow));
        Expect.Equal(FlowState.Failed, flow.State);
        Expect.True(!flow.Outcome.Succeeded);
        Expect.Equal("""{"message":"broken"}""", flow.Outcome.Json());
    }

    private static async Task OutcomesAsync(ITaskStore store)
    {
        FlowValue[] values = [FlowValue.None, FlowValue.Stored("0.3"), FlowValue.Joined("0.1", 7), FlowValue.Joined("", 0)];
        for (var i = 0; i < values.Length; i++)
        {
            var key = new FlowKey($"flow-{i}", 0);
            await store.Run(Given.Accept(key), new FinishFlow(key, FlowState.Succeeded, new(values[i], null), Given.Noon));
            var flow = await store.Run(new GetFlow(key));
            Expect.Equal(values[i], flow.Outcome.Value);
            Expect.True(flow.Outcome.Succeeded);
        }
    }

    private static async Task FinishUnknownAsync(ITaskStore store)
    {
        var flow = await store.Run(new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x"), Given.Noon));
        Expect.Equal(FlowState.Unknown, flow.State);
        Expect.True(!await store.Run(new IsCancelled(Given.Flow, "0")));
    }

    private static async Task FinishRunningAsync(ITaskStore store)
    {
        await store.Run(Given.Accept());
        await Expect.ThrowsAsync<ArgumentException>(
            () => store.Run(new FinishFlow(Given.Flow, FlowState.Running, default, Given.Noon)));
    }

    private static async Task ExpiredAsync(ITaskStore store)
    {
        for (var i = 0; i < 4; i++)
            await store.Run(Given.Accept(new($"flow-{i}", 0), at: Given.Noon.AddDays(-i)));
        await store.Run(new FinishFlow(new("flow-2", 0), FlowState.Succeeded, Given.Success("1"), Given.Noon));
        var now = Given.Noon.AddDays(7);
        var expired = await store.Run(new ReadExpired(now, 10));
        Expect.Sequence([new("flow-3", 0), new("flow-1", 0)], expired);
        Expect.Sequence([new("flow-3", 0)], await store.Run(new ReadExpired(now, 1)));
    }
}
