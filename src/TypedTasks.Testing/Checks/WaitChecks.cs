using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

internal static class WaitChecks
{
    private static readonly FlowKey Flow = Given.Flow;

    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("An event decides its wait once, and makes its message due", DecidesAsync),
        new("An event that comes before its wait is kept for it", EarlyAsync),
        new("The call that has raised an event is told so again", NonceAsync),
        new("A time-out decides a wait once, and later events are told what it was", ExpiresAsync),
        new("A time-out changes nothing that an event has decided", LateExpiryAsync),
        new("Of events raised at once, one is recorded", ConcurrentAsync),
        new("Two waits of a flow for one event and key are refused, with different keys they are not", DuplicateAsync),
        new("A flow that is not known, or has ended, takes no event", EndedAsync),
        new("An event for what lies in a cancelled scope is refused", CancelledAsync),
        new("A retry lets an open wait begin anew, and keeps what was said", RetryAsync),
        new("A wait whose time-out has failed the flow begins anew after a retry", RetryTimedOutAsync),
        new("A wait that lies in what stays decided is not awaited after a retry", RetryDecidedAsync),
        new("Flows are found by what they wait for, those first that take it", FindAsync),
        new("A flow that waits is not quiet, and is again once it is told", QuietAsync),
        new("What a flow waits for goes with it", DeletedAsync),
        new("A wait under another seal is not opened and does not end", SealedAsync),
    ];

    private static async Task DecidesAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        var opened = await store.Run(Open());
        Expect.Equal((true, null, null), (opened.IsOpen, opened.Holder, opened.Owed));
        Expect.True((await store.Run(Open())).IsOpen);
        Expect.Sequence([], await store.OwedAsync());
        var raised = await store.Run(Raise("1"));
        Expect.Equal(RaiseOutcome.Recorded, raised.Answer);
        Given.SameMessage(Message(), raised.Owed);
        Expect.Sequence(["go-0"], await store.OwedAsync());
        Expect.Equal("1", (await store.Run(new GetMember(Flow, "0", 0))).Member!.Value.Json());
        var second = await store.Run(Raise("2", "other"));
        Expect.Equal((RaiseOutcome.AlreadyRaised, "1"), (second.Answer, second.Outcome.Json()));
        Expect.Sequence(["go-0"], await store.OwedAsync());

        // Redelivery: the message that opened it comes again, and sends what is owed.
        var again = await store.Run(Open());
        Expect.True(!again.IsOpen && again.Owed?.Id == "go-0");
        await store.Run(new DeleteOwed("go-0"));
        Expect.Equal((false, null, null), Told(await store.Run(Open())));
        Expect.Equal("1", (await store.Run(new GetMember(Flow, "0", 0))).Member!.Value.Json());
    }

    private static async Task EarlyAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        var early = await store.Run(Raise("1"));
        Expect.Equal((RaiseOutcome.Recorded, null), (early.Answer, early.Owed));
        Expect.Equal((RaiseOutcome.AlreadyRaised, "1"), Answer(await store.Run(Raise("2", "other"))));
        var opened = await store.Run(Open());
        Expect.True(!opened.IsOpen && opened.Owed?.Id == "go-0");
        Expect.Sequence(["go-0"], await store.OwedAsync());
        Expect.Equal("1", (await store.Run(new GetMember(Flow, "0", 0))).Member!.Value.Json());
        Expect.True(await store.Run(Expire()) is null);
        Expect.Equal((RaiseOutcome.AlreadyRaised, "1"), Answer(await store.Run(Raise("2", "other"))));
    }

    private static async Task NonceAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(Raise("1"));
        Expect.Equal((RaiseOutcome.Recorded, "1"), Answer(await store.Run(Raise("1"))));
        await store.Run(Open(path: "1", name: "paid"));
        await store.Run(Raise("1", name: "paid"));
        var again = await store.Run(Raise("1", name: "paid"));
        Expect.True(again.Answer == RaiseOutcome.Recorded && again.Owed?.Id == "go-1");
    }

    private static async Task ExpiresAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(Open());
        Expect.Equal("go-0", (await store.Run(Expire("0")))!.Id);
        Expect.Equal("go-0", (await store.Run(Expire("9")))!.Id);
        Expect.Equal("0", (await store.Run(new GetMember(Flow, "0", 0))).Member!.Value.Json());
        var late = await store.Run(Raise("1"));
        Expect.Equal((RaiseOutcome.TimedOut, "0"), Answer(late));
        Expect.True(late.Owed is null);
        Expect.Sequence(["go-0"], await store.OwedAsync());
        await store.Run(new DeleteOwed("go-0"));
        Expect.True(await store.Run(Expire("0")) is null);
    }

    private static async Task LateExpiryAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(Open());
        await store.Run(Raise("1"));
        Expect.True(await store.Run(Expire()) is null);
        Expect.True(await store.Run(Expire(path: "1")) is null);
        Expect.Equal("1", (await store.Run(new GetMember(Flow, "0", 0))).Member!.Value.Json());
    }

    private static async Task ConcurrentAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(Open());
        var raises = Enumerable.Range(0, 40).Select(static i => Raise($"{i}", $"nonce-{i}")).ToArray();
        await Parallel.ForEachAsync(raises, async (o, _) => await store.Run(o));
        Expect.Equal(1, raises.Count(static r => r.Result.Answer == RaiseOutcome.Recorded));
        Expect.Equal(1, raises.Select(static r => r.Result.Outcome.Json()).Distinct().Count());
        Expect.Sequence(["go-0"], await store.OwedAsync());
    }

    private static async Task DuplicateAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(Open());
        Expect.Equal((false, "0", null), Told(await store.Run(Open(path: "1"))));
        Expect.True((await store.Run(Open(path: "1", key: "k"))).IsOpen);
        await store.Run(Raise("1"));
        Expect.Equal((false, "0", null), Told(await store.Run(Open(path: "2"))));
        Expect.Equal((RaiseOutcome.Recorded, "2"), Answer(await store.Run(Raise("2", key: "k"))));
        Expect.Sequence(["go-0", "go-1"], await store.OwedAsync());
    }

    private static async Task EndedAsync(StoreContractHost store)
    {
        Expect.Equal(RaiseOutcome.FlowUnknown, (await store.Run(Raise("1"))).Answer);
        await store.Run(Given.Accept());
        await store.Run(Open(), Open(path: "1", name: "paid"));
        await store.Run(Raise("1"));
        await store.Run(new FinishFlow(Flow, FlowState.Cancelled, default));
        Expect.Equal(RaiseOutcome.FlowEnded, (await store.Run(Raise("1", name: "paid"))).Answer);
        Expect.Equal(RaiseOutcome.FlowEnded, (await store.Run(Raise("1", name: "never"))).Answer);
        Expect.Equal((RaiseOutcome.AlreadyRaised, "1"), Answer(await store.Run(Raise("2", "other"))));
        Expect.True(await store.Run(Expire(path: "1", name: "paid")) is null);
        Expect.Equal((false, true), (await store.Run(Open(path: "2", name: "third"))) is var third ? (third.IsOpen, third.IsOver) : default);
        Expect.Equal(RaiseOutcome.FlowEnded, (await store.Run(Raise("1", name: "third"))).Answer);
    }

    private static async Task CancelledAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(Open(path: "1.0"));
        await store.Run(Given.Member(0, 2, Given.Failure("x"), join: "1"));
        Expect.Equal(RaiseOutcome.NotAwaited, (await store.Run(Raise("1"))).Answer);
        Expect.Sequence([], await store.OwedAsync());
    }

    private static async Task RetryAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(Open(path: "0"), Open(path: "1", name: "paid"));
        await store.Run(Raise("7", name: "paid"));
        await store.Run(new DeleteOwed("go-1"), new FinishFlow(Flow, FlowState.Failed, Given.Failure("x")));
        IReadOnlyList<TaskMessage> told = [];
        await store.Run(new RetryFlow(Flow, Given.Week, (_, parked) =>
        {
            told = parked;
            return new([], [.. parked.Select(static m => m with { Id = $"{m.Id}~1" })]);
        }));
        Expect.Sequence(["go-0"], told.Select(static m => m.Id));
        Expect.Sequence(["go-0~1"], await store.OwedAsync());
        var next = Flow with { Generation = 1 };
        Expect.True(!(await store.Run(Open())).IsOpen);
        Expect.True((await store.Run(Open(generation: 1))).IsOpen);
        Expect.True(await store.Run(Expire()) is null);
        Expect.Equal((RaiseOutcome.AlreadyRaised, "7"), Answer(await store.Run(Raise("2", "other", name: "paid"))));
        Expect.Equal("go-0", (await store.Run(Raise("1"))).Owed!.Id);
        Expect.Equal("1", (await store.Run(new GetMember(next, "0", 0))).Member!.Value.Json());
    }

    private static async Task RetryTimedOutAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(Open());
        var expire = Expire() with { Outcome = Given.Failure("late") };
        await store.Run(expire);
        await store.Run(new DeleteOwed("go-0"), new FinishFlow(Flow, FlowState.Failed, Given.Failure("late")));
        await store.Run(new RetryFlow(Flow, Given.Week, static (_, _) => new(["0"], [])));
        Expect.True((await store.Run(new GetMember(Flow, "0", 0))).Member is null);
        Expect.True((await store.Run(Open(generation: 1))).IsOpen);
        var raised = await store.Run(Raise("1"));
        Expect.True(raised.Answer == RaiseOutcome.Recorded && raised.Owed is not null);
        Expect.Equal("1", (await store.Run(new GetMember(Flow, "0", 0))).Member!.Value.Json());
    }

    private static async Task RetryDecidedAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(Open(path: "1.0"));
        await store.Run(new FinishFlow(Flow, FlowState.Failed, Given.Failure("x")));
        await store.Run(new RetryFlow(Flow, Given.Week, static (_, _) => new([], [])));
        Expect.Equal(RaiseOutcome.NotAwaited, (await store.Run(Raise("1"))).Answer);
        Expect.Sequence([], await store.OwedAsync());
    }

    private static async Task FindAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept(new("b", 0)) with { Waits = [new("legal", "k")] });
        await store.Run(Given.Accept(new("a", 0)) with { Waits = [new("legal", "k"), new("legal", "other")] });
        await store.Run(Given.Accept(new("c", 0)) with { Waits = [new("paid", "k")] });
        await store.Run(Given.Accept(new("d", 0)));
        await store.Run(Open(key: "k", flow: "d"));
        Expect.Sequence([new("a", true), new("b", true), new("d", true)], await Find(10));
        await store.Run(Raise("1", key: "k", flow: "a"));
        await store.PassAsync(1);
        await store.Run(Raise("1", key: "k", flow: "d"));
        await store.Run(new FinishFlow(new("d", 0), FlowState.Succeeded, Given.Success("1")));
        Expect.Sequence([new("b", true), new("d", false), new("a", false)], await Find(10));
        Expect.Sequence([new("b", true)], await Find(1));
        await store.Run(new FinishFlow(new("b", 0), FlowState.Cancelled, default));
        Expect.Sequence([new("d", false), new("a", false), new("b", false)], await Find(10));
        Expect.Equal((RaiseOutcome.Recorded, null), (await EarlyThenOpen(store, "c")));

        Task<IReadOnlyList<KeyedWait>> Find(int limit) => store.Ask(new FindWaits("legal", "k", limit));
    }

    private static async Task<(RaiseOutcome Answer, string? Holder)> EarlyThenOpen(StoreContractHost store, string flow)
    {
        var raised = await store.Run(Raise("1", name: "paid", key: "k", flow: flow));
        return (raised.Answer, (await store.Run(Open(name: "paid", key: "k", flow: flow))).Holder);
    }

    private static async Task QuietAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(new DeleteOwed("n"));
        await store.Run(Open(), Open(path: "1", name: "paid"));
        await store.PassAsync(60);
        Expect.Equal(0, (await store.Ask(new FindQuiet(TimeSpan.FromMinutes(30), 10))).Count);
        await store.Run(Raise("1"));
        await store.Run(new DeleteOwed("go-0"));
        await store.PassAsync(60);
        Expect.Equal(0, (await store.Ask(new FindQuiet(TimeSpan.FromMinutes(30), 10))).Count);
        await store.Run(Raise("1", name: "paid"));
        await store.Run(new DeleteOwed("go-1"));
        Expect.Equal(0, (await store.Ask(new FindQuiet(TimeSpan.FromMinutes(30), 10))).Count);
        await store.PassAsync(60);
        Expect.Equal(1, (await store.Ask(new FindQuiet(TimeSpan.FromMinutes(30), 10))).Count);
    }

    private static async Task DeletedAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept() with { Waits = [new("legal", "k")] });
        await store.Run(Raise("1", key: "k"));
        await store.Run(new FinishFlow(Flow, FlowState.Cancelled, default));
        await store.Run(new DeleteFlow(Flow.FlowId, TimeSpan.Zero));
        Expect.Equal(0, (await store.Ask(new FindWaits("legal", "k", 10))).Count);
        await store.Run(Given.Accept(nonce: "m"));
        Expect.True((await store.Run(Open(key: "k"))).IsOpen);
    }

    private static async Task SealedAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept() with { IsSealed = true });
        var forged = Flow with { Seal = new("other", Given.PlanHash) };
        var open = Open() with { Key = forged };
        Expect.Equal((false, null, null), Told(await store.Run(open)));
        Expect.True(open.IsRefused);
        await store.Run(Open() with { Key = Flow with { Seal = new("n", Given.PlanHash) } });
        var expire = Expire() with { Key = forged };
        Expect.True(await store.Run(expire) is null && expire.IsRefused);
        Expect.Equal((RaiseOutcome.Recorded, "1"), Answer(await store.Run(Raise("1"))));
    }

    private static (bool IsOpen, string? Holder, string? Owed) Told(OpenedWait opened) => (opened.IsOpen, opened.Holder, opened.Owed?.Id);

    private static (RaiseOutcome Answer, string Value) Answer(RaisedEvent raised) => (raised.Answer, raised.Outcome.Json());

    private static OpenWait Open(string path = "0", string name = "legal", string key = "", int generation = 0, string flow = "flow-1") =>
        new(new(flow, generation), path, name, key, Message(path, flow));

    private static TaskMessage Message(string path = "0", string flow = "flow-1") => Given.Message($"go-{path}", flow: flow) with { Step = path };

    private static ExpireWait Expire(string value = "0", string path = "0", string name = "legal") => new(Flow, path, name, "", Given.Success(value));

    private static RaiseEvent Raise(string value, string nonce = "one", string name = "legal", string key = "", string flow = "flow-1") =>
        new(flow, name, key, nonce, Given.Utf8(value));
}
