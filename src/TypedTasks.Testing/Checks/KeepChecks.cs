using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class KeepChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("A message that the broker has accepted is kept until it is handed off, and what that sends in its place", HandOffAsync),
        new("What was handed off before keeps nothing again", TwiceAsync),
        new("A step that is handed off again sends what it sent first", FirstAsync),
        new("A message that was handed off is kept until the last copy of it is settled", SettledAsync),
        new("A message that was handed off before anybody said that it was sent is not kept", LateAsync),
        new("A flow that is resumed owes what is kept of it, with a deferral that it has not had, and no other flow does", ResumeAsync),
        new("Of a flow that has ended what is kept is resumed too, because side branches outlive it", EndedAsync),
        new("What starts compensations is resumed only where it was sent", CompensationAsync),
        new("What is kept of a flow goes with it, and another broker is written down when it is resumed", DeleteAsync),
        new("A kept message keeps everything", ContentAsync),
    ];

    private static async Task HandOffAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept(owed: Given.Message("m1")), new KeepOwed(Given.Flow, "m1"));
        Expect.Sequence([], await store.OwedAsync());
        await store.Run(new RecordHandOff(Given.Flow, "m1", [Given.Message("m2"), Given.Message("m3")]), new EndHandOff(Given.Flow, "m1", int.MaxValue));
        Expect.Sequence([], await store.OwedAsync());
        await store.Run(new RecordHandOff(Given.Flow, "m2", []), new EndHandOff(Given.Flow, "m2", int.MaxValue));
        Expect.Sequence(["m3"], await ResumedAsync(store));
    }

    private static async Task TwiceAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept(owed: Given.Message("m1")), new KeepOwed(Given.Flow, "m1"), new RecordHandOff(Given.Flow, "m1", [Given.Message("m2")]));
        var again = new RecordHandOff(Given.Flow, "m1", [Given.Message("m2"), Given.Message("m4")]);
        Expect.Sequence(["m2"], (await store.Run(again)).Select(static m => m.Id));
        await store.Run(new EndHandOff(Given.Flow, "m1", 0));
        Expect.Sequence(["m2"], await ResumedAsync(store));

        // Of which nothing is known, by a process that keeps nothing perhaps, all that it sends is kept.
        await store.Run(new RecordHandOff(Given.Flow, "never", [Given.Message("m5")]));
        Expect.Sequence(["m2", "m5"], (await ResumedAsync(store)).Order());
    }

    private static async Task FirstAsync(StoreContractHost store)
    {
        var (first, other) = (Given.Message("m2"), Given.Message("m2") with { Body = Given.Utf8("2") });
        await store.Run(Given.Accept(owed: Given.Message("m1")), new KeepOwed(Given.Flow, "m1"));
        Expect.Equal(1, (await store.Run(new RecordHandOff(Given.Flow, "m1", [first]))).Count);
        var again = await store.Run(new RecordHandOff(Given.Flow, "m1", [other, Given.Message("m3")]));
        Given.SameMessage(first, again.Single());
        await store.Run(new ResumeFlow(Given.Flow.FlowId));

        // Also where the step has come to something else this time.
        Given.SameMessage(first, (await store.Run(new RecordHandOff(Given.Flow, "m1", []))).Single());
        await store.Run(new RecordHandOff(Given.Flow, "m2", []), new EndHandOff(Given.Flow, "m2", int.MaxValue));
        Expect.Equal(0, (await store.Run(new RecordHandOff(Given.Flow, "m1", [other]))).Count);
    }

    private static async Task SettledAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept(owed: Given.Message("m1")), new KeepOwed(Given.Flow, "m1"));
        Expect.True(!await store.Run(new WasHandedOff(Given.Flow, "m1")));
        await store.Run(new EndHandOff(Given.Flow, "m1", 0));
        Expect.Sequence(["m2"], (await store.Run(new RecordHandOff(Given.Flow, "m1", [Given.Message("m2")]))).Select(static m => m.Id));
        Expect.True(await store.Run(new WasHandedOff(Given.Flow, "m1")));
        Expect.Sequence(["m1", "m2"], (await store.Run(new ResumeFlow(Given.Flow.FlowId))).Messages.Select(static m => m.Id).Order());

        // The copy that was settled is an earlier one.
        await store.Run(new EndHandOff(Given.Flow, "m1", 0), new KeepOwed(Given.Flow, "m2", 64));
        Expect.Sequence(["m1", "m2"], (await store.Run(new ResumeFlow(Given.Flow.FlowId))).Messages.Select(static m => m.Id).Order());
        Expect.Sequence(["m2"], (await store.Run(new RecordHandOff(Given.Flow, "m1", [Given.Message("m3")]))).Select(static m => m.Id));
        await store.Run(new EndHandOff(Given.Flow, "m1", 128));

        // A mark of it stays: the first copy may not have been lost.
        Expect.True(await store.Run(new WasHandedOff(Given.Flow, "m1")));
        Expect.Sequence(["m2"], (await store.Run(new ResumeFlow(Given.Flow.FlowId))).Messages.Select(static m => m.Id));
    }

    private static async Task LateAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept(owed: Given.Message("m1")));
        await store.Run(new RecordHandOff(Given.Flow, "m1", [Given.Message("m2")]), new EndHandOff(Given.Flow, "m1", int.MaxValue));
        await store.Run(new KeepOwed(Given.Flow, "m1"), new KeepOwed(Given.Flow, "m2"));
        Expect.Sequence([], await store.OwedAsync());
        Expect.Sequence(["m2"], await ResumedAsync(store));
    }

    private static async Task ResumeAsync(StoreContractHost store)
    {
        var other = new FlowKey("flow-2", 0);
        await store.Run(
            Given.Accept(owed: Given.Message("m1")),
            Given.Accept(other, Given.Message("other", flow: "flow-2")),
            new KeepOwed(Given.Flow, "m1"),
            new KeepOwed(other, "other"),
            new RecordHandOff(Given.Flow, null, [Given.Message("m2")]));
        var (flow, messages) = await store.Run(new ResumeFlow(Given.Flow.FlowId));
        Expect.Equal(FlowState.Running, flow.State);
        Given.SameMessage(Given.Message("m1") with { Deferral = 64 }, messages[0]);
        Expect.Sequence(["m1", "m2"], messages.Select(static m => m.Id));
        var owed = await store.Ask(new FindOwed(TimeSpan.Zero, 10));
        Given.SameMessage(messages[0], owed[0]);
        Given.SameMessage(messages[1], owed[1]);

        // Who sent it before says so late: it is owed all the same.
        await store.Run(new KeepOwed(Given.Flow, "m1"));
        Expect.Sequence(["m1", "m2"], await store.OwedAsync());
        await store.Run(new KeepOwed(Given.Flow, "m1", 64), new KeepOwed(Given.Flow, "m2", 64), new RecordHandOff(Given.Flow, "m2", []), new EndHandOff(Given.Flow, "m2", 64));
        Expect.Sequence([], await store.OwedAsync());
        (_, messages) = await store.Run(new ResumeFlow(Given.Flow.FlowId));
        Given.SameMessage(Given.Message("m1") with { Deferral = 128 }, messages.Single());

        // What is owed may have been sent, and that not been written yet.
        (_, messages) = await store.Run(new ResumeFlow(Given.Flow.FlowId));
        Given.SameMessage(Given.Message("m1") with { Deferral = 192 }, messages.Single());
        Expect.Sequence(["other"], (await store.Run(new ResumeFlow("flow-2"))).Messages.Select(static m => m.Id));
    }

    private static async Task EndedAsync(StoreContractHost store)
    {
        Expect.Equal(FlowState.Unknown, (await store.Run(new ResumeFlow("nobody"))).Flow.State);
        await store.Run(Given.Accept(owed: Given.Message("m1")), new KeepOwed(Given.Flow, "m1"), new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")));
        var (flow, messages) = await store.Run(new ResumeFlow(Given.Flow.FlowId));
        Expect.Equal(FlowState.Failed, flow.State);
        Expect.Sequence(["m1"], messages.Select(static m => m.Id));
        await store.Run(new KeepOwed(Given.Flow, "m1", 64));

        // Once it runs again, what was not handed off before it failed is carried over by whoever gets it.
        await store.Run(new RetryFlow(Given.Flow, Given.Week, static (_, _) => new([], [])));
        Expect.Sequence(["m1"], await ResumedAsync(store));
        await store.Run(Given.Accept(new("flow-2", 0), Given.Message("late", flow: "flow-2")), new FinishFlow(new("flow-2", 0), FlowState.Succeeded, Given.Success("1")));
        await store.Run(new KeepOwed(new("flow-2", 0), "late"));
        Expect.Sequence(["late"], (await store.Run(new ResumeFlow("flow-2"))).Messages.Select(static m => m.Id));
    }

    private static async Task CompensationAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept(owed: Given.Message("m1")) with { Compensation = Given.Message("undo") }, new KeepOwed(Given.Flow, "m1"));
        await store.Run(new BeginStep(Given.Flow, "0", 1));
        Expect.Sequence(["m1"], await ResumedAsync(store));
        await store.Run(new FinishFlow(Given.Flow, FlowState.Cancelled, default));

        // A step runs, so they have not started.
        Expect.Sequence(["m1"], await ResumedAsync(store));
        await store.Run(new RecordHandOff(Given.Flow, "m1", []), new EndHandOff(Given.Flow, "m1", int.MaxValue), new EndStep(Given.Flow, "0", 1));
        Expect.Sequence(["undo"], await store.OwedAsync());
        await store.Run(new KeepOwed(Given.Flow, "undo"));
        Expect.True((await store.Run(new GetFlow(Given.Flow))).Owed is null, "it was sent");
        Expect.Sequence(["undo"], await ResumedAsync(store));
        await store.Run(new RecordHandOff(Given.Flow, "undo", [Given.Message("undo-1")]), new EndHandOff(Given.Flow, "undo", int.MaxValue));
        Expect.Sequence(["undo-1"], await ResumedAsync(store));
    }

    private static async Task DeleteAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept(owed: Given.Message("m1")) with { Broker = "before" }, new KeepOwed(Given.Flow, "m1"));
        Expect.Equal(1, (await store.Ask(new FindStranded("after", 10))).Count);
        await store.Run(new ResumeFlow(Given.Flow.FlowId) { Broker = "after" });
        Expect.Equal(0, (await store.Ask(new FindStranded("after", 10))).Count);
        await store.Run(new KeepOwed(Given.Flow, "m1", 64), new FinishFlow(Given.Flow, FlowState.Cancelled, default));
        await store.PassAsync(1);
        Expect.True(await store.Run(new DeleteFlow(Given.Flow.FlowId, TimeSpan.Zero)));
        await store.Run(Given.Accept());
        Expect.Sequence([], await ResumedAsync(store));
    }

    private static async Task ContentAsync(StoreContractHost store)
    {
        var message = Given.Message("m1");
        await store.Run(Given.Accept(), new RecordHandOff(Given.Flow, null, [message]));
        Given.SameMessage(message with { Deferral = 64 }, (await store.Run(new ResumeFlow(Given.Flow.FlowId))).Messages.Single());
    }

    private static async Task<IEnumerable<string>> ResumedAsync(StoreContractHost store)
    {
        var messages = (await store.Run(new ResumeFlow(Given.Flow.FlowId))).Messages;

        // As they were, for the next question.
        await store.Run([.. messages.Select(static m => new KeepOwed(Given.Flow, m.Id, m.Deferral))]);
        return messages.Select(static m => m.Id);
    }
}
