using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class FreeChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("Once a flow has succeeded its members keep their outcomes and lose their values", FreedAsync),
        new("What the result refers to stays, through members of members", KeptAsync),
        new("A flow that was not accepted so keeps everything", NotAskedAsync),
        new("Plans that tasks returned stay", PlansAsync),
        new("A flow that has not succeeded keeps everything", NotYetAsync),
        new("Other flows keep everything", OthersAsync),
    ];

    private static async Task FreedAsync(StoreContractHost store)
    {
        await FillAsync(store, Given.Flow);
        await store.Run(Finish(FlowState.Succeeded, FlowValue.Inline(Given.Utf8("1"))), new FreeResults(Given.Flow));
        Expect.Equal(0, (await store.Run(new ReadMembers(Given.Flow, "0", 0, 10))).Count);
        Expect.True(await store.Run(new GetValue(Given.Flow, "0.2")) is null);
        var member = (await store.Run(new GetMember(Given.Flow, "0", 0))).Member!.Value;
        Expect.True(member.Succeeded);
        Expect.Equal(ValueKind.Freed, member.Value.Kind);
        var again = await store.Run(Given.Member(0, 3, Given.Success("\"again\"")));
        Expect.Equal(ValueKind.Freed, again.Member!.Value.Value.Kind);
        Expect.Equal(JoinState.Completed, again.State);
    }

    private static async Task KeptAsync(StoreContractHost store)
    {
        await FillAsync(store, Given.Flow);
        await store.Run(Finish(FlowState.Succeeded, FlowValue.Joined("0", 3)), new FreeResults(Given.Flow));
        var members = await store.Run(new ReadMembers(Given.Flow, "0", 0, 10));
        Expect.Sequence([FlowValue.Joined("0.1", 1), FlowValue.Stored("0.2")], members.Skip(1).Select(static m => m.Value));
        Expect.Equal("0", members[0].Json());
        Expect.Equal("\"inner\"", (await store.Run(new ReadMembers(Given.Flow, "0.1", 0, 10))).Single().Json());
        Expect.True(await store.Run(new GetValue(Given.Flow, "0.2")) is not null);
        Expect.Equal(0, (await store.Run(new ReadMembers(Given.Flow, "5", 0, 10))).Count);
        Expect.True(await store.Run(new GetValue(Given.Flow, "5.0")) is null);
    }

    private static async Task NotYetAsync(StoreContractHost store)
    {
        await FillAsync(store, Given.Flow);
        await store.Run(new FreeResults(Given.Flow));
        await store.Run(Finish(FlowState.Failed, default), new FreeResults(Given.Flow));
        Expect.Equal(3, (await store.Run(new ReadMembers(Given.Flow, "0", 0, 10))).Count);
        Expect.True(await store.Run(new GetValue(Given.Flow, "5.0")) is not null);
    }

    private static async Task NotAskedAsync(StoreContractHost store)
    {
        await store.Run(Accept(Given.Flow, frees: false));
        await FillAsync(store, Given.Flow);
        await store.Run(Finish(FlowState.Succeeded, default), new FreeResults(Given.Flow));
        Expect.Equal(3, (await store.Run(new ReadMembers(Given.Flow, "0", 0, 10))).Count);
        Expect.True(await store.Run(new GetValue(Given.Flow, "5.0")) is not null);
    }

    private static async Task PlansAsync(StoreContractHost store)
    {
        await FillAsync(store, Given.Flow);
        await store.Run(new PutValue(Given.Flow, "plan:0/", Given.Utf8("{}")));
        await store.Run(Finish(FlowState.Succeeded, default), new FreeResults(Given.Flow));
        Expect.True(await store.Run(new GetValue(Given.Flow, "plan:0/")) is not null);
    }

    private static async Task OthersAsync(StoreContractHost store)
    {
        var other = new FlowKey("flow-2", 0);
        await FillAsync(store, Given.Flow);
        await FillAsync(store, other);
        await store.Run(Finish(FlowState.Succeeded, default), new FreeResults(Given.Flow));
        Expect.Equal(3, (await store.Run(new ReadMembers(other, "0", 0, 10))).Count);
        Expect.True(await store.Run(new GetValue(other, "0.2")) is not null);
    }

    private static AcceptFlow Accept(FlowKey key, bool frees = true) =>
        new(key, "n", null, Given.PlanHash, Given.Utf8("{}"), Given.Week, null) { FreesResults = frees };

    private static FinishFlow Finish(FlowState state, FlowValue value) =>
        new(Given.Flow, state, new(value, state == FlowState.Failed ? Given.Utf8("{}") : null));

    private static ValueTask FillAsync(StoreContractHost store, FlowKey key) => store.Run(
        Accept(key),
        Given.Member(0, 3, Given.Success("0"), key: key),
        Given.Member(1, 3, new(FlowValue.Joined("0.1", 1), null), key: key),
        Given.Member(2, 3, new(FlowValue.Stored("0.2"), null), key: key),
        Given.Member(0, 1, Given.Success("\"inner\""), join: "0.1", key: key),
        Given.Member(0, 1, new(FlowValue.Stored("5.0"), null), join: "5", key: key),
        new PutValue(key, "0.2", Given.Utf8("2")),
        new PutValue(key, "5.0", Given.Utf8("5")));
}
