using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

internal static class JoinChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("A join that has no member is open", EmptyAsync),
        new("A member is recorded and the join stays open", OpenAsync),
        new("The last success completes the join and owes its body", CompletesAsync),
        new("A join without a body completes and owes nothing", NoBodyAsync),
        new("A join of one member is complete at once", OneAsync),
        new("The first record of a member wins, whatever comes later", FirstWinsAsync),
        new("A repeated member does not count twice", CountsOnceAsync),
        new("The body is made once, when all members have succeeded", BodyOnceAsync),
        new("The body is owed until it was sent, seen from every member", OwedUntilSentAsync),
        new("The first failure fails the join and cancels its scope", FailsAsync),
        new("Later members of a failed join are recorded and decide nothing", LateMembersAsync),
        new("A join whose last member fails has no body", LastFailsAsync),
        new("Joins of other paths and flows are others", SeparateAsync),
        new("Members come in order, by ranges, the failed among them", ReadAsync),
        new("Members come in the order in which they ended, from any place on, where it is kept", EndsAsync),
        new("A member that a retry has forgotten ends again behind all others", EndsAgainAsync),
        new("A member's index lies within its join", IndexAsync),
        new("A join has as many members as its first record says", CountAsync),
        .. CarrierChecks.All,
    ];

    private static async Task EmptyAsync(StoreContractHost store)
    {
        var join = await store.Run(new GetMember(Given.Flow, "0", 0));
        Expect.Equal((null, JoinState.Open, -1, 0), (join.Member, join.State, join.DecidedBy, join.Owed.Count));
        Expect.Equal(0, (await store.Run(new ReadMembers(Given.Flow, "0", 0, 10))).Count);
    }

    private static async Task OpenAsync(StoreContractHost store)
    {
        var recorded = await store.Run(Given.Member(1, 3, Given.Success("\"b\"")));
        var read = await store.Run(new GetMember(Given.Flow, "0", 1));
        foreach (var join in new[] { recorded, read })
        {
            Expect.Equal("\"b\"", join.Member!.Value.Json());
            Expect.Equal(JoinState.Open, join.State);
            Expect.Equal(-1, join.DecidedBy);
            Expect.True(join.Owed.Count == 0);
        }

        var other = await store.Run(new GetMember(Given.Flow, "0", 0));
        Expect.True(other.Member is null);
    }

    private static async Task CompletesAsync(StoreContractHost store)
    {
        var body = Given.Message("body");
        await store.Run(Given.Member(2, 3, Given.Success("2"), () => body));
        await store.Run(Given.Member(0, 3, Given.Success("0"), () => body));
        var join = await store.Run(Given.Member(1, 3, Given.Success("1"), () => body));
        Expect.Equal(JoinState.Completed, join.State);
        Expect.Equal(1, join.DecidedBy);
        Expect.Equal("1", join.DecidingOutcome.Json());
        Given.SameMessage(body, join.Owed.Single());
        Given.SameMessage(body, (await store.Ask(new FindOwed(TimeSpan.Zero, 10))).Single());
    }

    private static async Task NoBodyAsync(StoreContractHost store)
    {
        var join = await store.Run(Given.Member(0, 1, Given.Success("1")));
        Expect.Equal(JoinState.Completed, join.State);
        Expect.True(join.Owed.Count == 0);
        Expect.Sequence([], await store.OwedAsync());
    }

    private static async Task OneAsync(StoreContractHost store)
    {
        var join = await store.Run(Given.Member(0, 1, Given.Success("1"), () => Given.Message("body")));
        Expect.Equal(JoinState.Completed, join.State);
        Expect.Equal(0, join.DecidedBy);
        Expect.Equal("body", join.Owed.SingleOrDefault()?.Id);
    }

    private static async Task FirstWinsAsync(StoreContractHost store)
    {
        await store.Run(Given.Member(0, 2, Given.Success("\"first\"")));
        var value = await store.Run(Given.Member(0, 2, Given.Success("\"second\"")));
        var failure = await store.Run(Given.Member(0, 2, Given.Failure("late")));
        Expect.Equal("\"first\"", value.Member!.Value.Json());
        Expect.Equal("\"first\"", failure.Member!.Value.Json());
        Expect.Equal(JoinState.Open, failure.State);
    }

    private static async Task CountsOnceAsync(StoreContractHost store)
    {
        await store.Run(Given.Member(0, 2, Given.Success("0")), Given.Member(0, 2, Given.Success("0")));
        var join = await store.Run(Given.Member(0, 2, Given.Success("0")));
        Expect.Equal(JoinState.Open, join.State);
    }

    private static async Task BodyOnceAsync(StoreContractHost store)
    {
        var made = 0;
        TaskMessage Body()
        {
            made++;
            return Given.Message("body");
        }

        await store.Run(Given.Member(0, 2, Given.Success("0"), Body));
        Expect.Equal(0, made);
        await store.Run(Given.Member(1, 2, Given.Success("1"), Body));
        await store.Run(Given.Member(1, 2, Given.Success("1"), Body));
        Expect.Equal(1, made);
    }

    private static async Task OwedUntilSentAsync(StoreContractHost store)
    {
        await store.Run(Given.Member(0, 2, Given.Success("0"), () => Given.Message("body")));
        await store.Run(Given.Member(1, 2, Given.Success("1"), () => Given.Message("body")));
        Expect.Equal("body", (await store.Run(Given.Member(0, 2, Given.Success("0")))).Owed.SingleOrDefault()?.Id);
        Expect.Equal("body", (await store.Run(new GetMember(Given.Flow, "0", 0))).Owed.SingleOrDefault()?.Id);
        await store.Run(new DeleteOwed("body"));
        var join = await store.Run(Given.Member(1, 2, Given.Success("1"), () => Given.Message("again")));
        Expect.True(join.Owed.Count == 0);
        Expect.Equal(JoinState.Completed, join.State);
        Expect.Equal(1, join.DecidedBy);
    }

    private static async Task FailsAsync(StoreContractHost store)
    {
        await store.Run(Given.Member(0, 3, Given.Success("0"), join: "0.1"));
        var join = await store.Run(Given.Member(2, 3, Given.Failure("broken"), join: "0.1"));
        Expect.Equal(JoinState.Failed, join.State);
        Expect.Equal(2, join.DecidedBy);
        Expect.Equal("""{"message":"broken"}""", join.DecidingOutcome.Json());
        var cancelled = (await store.Ask(new ReadCancellations(0, TimeSpan.MaxValue, 10))).Single();
        Expect.Equal(Given.Flow, cancelled.Key);
        Expect.Equal("0.1", cancelled.Path);
        Expect.True(await store.Run(new IsCancelled(Given.Flow, "0.1.1")));
        Expect.True(!await store.Run(new IsCancelled(Given.Flow, "0.2")));
    }

    private static async Task LateMembersAsync(StoreContractHost store)
    {
        TaskMessage Body() => Given.Message("body");
        await store.Run(Given.Member(0, 3, Given.Failure("first"), Body));
        await store.Run(Given.Member(1, 3, Given.Failure("second"), Body));
        var join = await store.Run(Given.Member(2, 3, Given.Success("2"), Body));
        Expect.Equal(JoinState.Failed, join.State);
        Expect.Equal(0, join.DecidedBy);
        Expect.Equal("""{"message":"first"}""", join.DecidingOutcome.Json());
        Expect.Equal("2", join.Member!.Value.Json());
        Expect.True(join.Owed.Count == 0);
        Expect.Equal(1, (await store.Ask(new ReadCancellations(0, TimeSpan.MaxValue, 10))).Count);
        Expect.True(!(await store.Run(new GetMember(Given.Flow, "0", 1))).Member!.Value.Succeeded);
    }

    private static async Task LastFailsAsync(StoreContractHost store)
    {
        await store.Run(Given.Member(0, 2, Given.Success("0"), () => Given.Message("body")));
        var join = await store.Run(Given.Member(1, 2, Given.Failure("last"), () => Given.Message("body")));
        Expect.Equal(JoinState.Failed, join.State);
        Expect.Sequence([], await store.OwedAsync());
    }

    private static async Task SeparateAsync(StoreContractHost store)
    {
        await store.Run(Given.Member(0, 2, Given.Success("\"a\"")));
        await store.Run(Given.Member(0, 2, Given.Success("\"b\""), join: "0.0"));
        await store.Run(Given.Member(1, 2, Given.Success("\"d\""), key: new("flow-2", 0)));
        Expect.Equal("\"a\"", (await store.Run(new GetMember(Given.Flow, "0", 0))).Member!.Value.Json());
        Expect.Equal("\"b\"", (await store.Run(new GetMember(Given.Flow, "0.0", 0))).Member!.Value.Json());
        var join = await store.Run(new GetMember(Given.Flow, "0", 1));
        Expect.True(join.Member is null);
        Expect.Equal(JoinState.Open, join.State);
    }

    private static async Task ReadAsync(StoreContractHost store)
    {
        foreach (var index in new[] { 11, 2, 0, 9, 10, 1 })
            await store.Run(Given.Member(index, 12, index == 2 ? Given.Failure("x") : Given.Success($"{index}")));
        static IEnumerable<string> Texts(IReadOnlyList<RecordedOutcome> members) => members.Select(static m => m.Succeeded ? m.Json() : "x");
        Expect.Sequence(["0", "1", "x", "9", "10", "11"], Texts(await store.Run(new ReadMembers(Given.Flow, "0", 0, 100))));
        Expect.Sequence(["1", "x", "9"], Texts(await store.Run(new ReadMembers(Given.Flow, "0", 1, 3))));
        Expect.Sequence(["11"], Texts(await store.Run(new ReadMembers(Given.Flow, "0", 11, 3))));
        Expect.Sequence([], Texts(await store.Run(new ReadMembers(Given.Flow, "0", 12, 3))));
    }

    private static async Task EndsAsync(StoreContractHost store)
    {
        await store.Run(
            Given.Member(2, 4, Given.Success("2")) with { KeepsOrder = true },
            Given.Member(0, 4, Given.Failure("x"), JoinPolicy.Settled) with { KeepsOrder = true },
            Given.Member(2, 4, Given.Success("other")) with { KeepsOrder = true });
        await store.Run(Given.Member(3, 4, Given.Success("3"), JoinPolicy.Settled) with { KeepsOrder = true });
        await store.Run(Given.Member(1, 4, Given.Success("1"), JoinPolicy.Settled));
        await store.Run(Given.Member(0, 1, Given.Success("0"), join: "1") with { KeepsOrder = true });
        var all = await store.Run(new ReadEnds(Given.Flow, "0", 0, 10));
        Expect.Sequence([2, 0, 3], all.Select(static m => m.Index));
        Expect.Sequence(["2", "{\"message\":\"x\"}", "3"], all.Select(static m => m.Outcome.Json()));
        Expect.Sequence([0, 3], (await store.Run(new ReadEnds(Given.Flow, "0", all[0].Place, 10))).Select(static m => m.Index));
        Expect.Sequence([2], (await store.Run(new ReadEnds(Given.Flow, "0", 0, 1))).Select(static m => m.Index));
        Expect.Sequence([], (await store.Run(new ReadEnds(Given.Flow, "0", all[2].Place, 10))).Select(static m => m.Index));
        Expect.Sequence([], (await store.Run(new ReadEnds(new("flow-2", 0), "0", 0, 10))).Select(static m => m.Index));
    }

    private static async Task EndsAgainAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(
            Given.Member(1, 3, Given.Failure("x")) with { KeepsOrder = true },
            Given.Member(0, 3, Given.Success("0")) with { KeepsOrder = true });
        await store.Run(new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")));
        var before = await store.Run(new ReadEnds(Given.Flow, "0", 0, 10));
        Expect.Sequence([1, 0], before.Select(static m => m.Index));
        await store.Run(new RetryFlow(Given.Flow, Given.Week, static (_, _) => new(["0"], [])));
        Expect.Sequence([0], (await store.Run(new ReadEnds(Given.Flow, "0", 0, 10))).Select(static m => m.Index));
        var next = new FlowKey(Given.Flow.FlowId, 1);
        await store.Run(Given.Member(1, 3, Given.Success("1"), key: next) with { KeepsOrder = true });
        var after = await store.Run(new ReadEnds(next, "0", before[^1].Place, 10));
        Expect.Sequence([1], after.Select(static m => m.Index));
    }

    private static async Task IndexAsync(StoreContractHost store)
    {
        await Expect.ThrowsAsync<ArgumentException>(() => store.Run(Given.Member(2, 2, Given.Success("1"))));
        await Expect.ThrowsAsync<ArgumentException>(() => store.Run(Given.Member(-1, 2, Given.Success("1"))));
        Expect.True((await store.Run(new GetMember(Given.Flow, "0", 0))).Member is null);
    }

    private static async Task CountAsync(StoreContractHost store)
    {
        await store.Run(Given.Member(0, 2, Given.Success("0")));
        await Expect.ThrowsAsync<ArgumentException>(() => store.Run(Given.Member(1, 3, Given.Success("1"))));
        Expect.Equal(JoinState.Open, (await store.Run(new GetMember(Given.Flow, "0", 1))).State);
        Expect.Equal(JoinState.Completed, (await store.Run(Given.Member(1, 2, Given.Success("1")))).State);
    }
}
