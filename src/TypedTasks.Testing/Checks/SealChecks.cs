using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class SealChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("A write under another nonce or plan is recorded nowhere", ForeignAsync),
        new("A write under the seal of its flow is recorded", OwnAsync),
        new("A write for a message of a flow that is not there is recorded nowhere", UnknownAsync),
        new("A flow that was accepted without a seal takes every write", UnsealedAsync),
        new("A flow that is accepted anew under its id has another seal", AnewAsync),
    ];

    private static readonly FlowSeal Own = new("n", Given.PlanHash);

    private static async Task ForeignAsync(StoreContractHost store)
    {
        await AcceptAsync(store, isSealed: true);
        foreach (var seal in (FlowSeal[])[new("", ""), new("", Given.PlanHash), new("other", Given.PlanHash), new("n", "0" + Given.PlanHash[1..])])
        {
            var key = Given.Flow with { Seal = seal };
            var member = Given.Member(0, 1, Given.Success("1"), static () => Given.Message("body"), key: key);
            var finish = new FinishFlow(key, FlowState.Succeeded, Given.Success("666"));
            var begin = new BeginStep(key, "0.1", 1);
            var end = new EndStep(key, "0.1", 1);
            var park = new ParkMessage(key, Given.Message("parked"), static (m, _) => m);
            var close = new CloseCompensations(key);
            StoreOperation[] writes =
            [
                new OpenJoin(key, "1", 2), member, new PutValue(key, "0.2", Given.Utf8("1")), new RecordStep(key, Given.Step("0.1", StepState.Succeeded)),
                begin, end, park, close, finish, new EndCompensations(key, FlowState.Failed, Given.Failure("x")), new FreeResults(key),
            ];
            await store.Run(writes);
            Expect.True(writes.All(static w => w.IsRefused));
            Expect.True(member.Result.Member is null && member.Result.Owed.Count == 0);
            Expect.Equal(FlowState.Running, finish.Result.State);
            Expect.True(!begin.Result && end.Result is null && park.Result is null && close.Result.Count == 0);
        }

        Expect.Equal(FlowState.Running, (await store.Run(new GetFlow(Given.Flow))).State);
        Expect.Equal(0, (await store.Run(new ReadJoins(Given.Flow))).Count);
        Expect.Equal(0, (await store.Run(new ReadSteps(Given.Flow))).Count);
        Expect.True(await store.Run(new GetValue(Given.Flow, "0.2")) is null);
        Expect.Equal("first", string.Join(' ', await store.OwedAsync()));
    }

    private static async Task OwnAsync(StoreContractHost store)
    {
        await AcceptAsync(store, isSealed: true);
        var key = Given.Flow with { Seal = Own };
        Expect.True((await store.Run(Given.Member(0, 1, Given.Success("1"), key: key))).Member is not null);
        Expect.Equal(Own, (await store.Run(new GetFlow(Given.Flow))).Seal);
        Expect.Equal(FlowState.Succeeded, (await store.Run(new FinishFlow(key, FlowState.Succeeded, Given.Success("2")))).State);
    }

    private static async Task UnknownAsync(StoreContractHost store)
    {
        var key = Given.Flow with { Seal = Own };
        var member = Given.Member(0, 1, Given.Success("1"), key: key);
        await store.Run(member, new PutValue(key, "0.2", Given.Utf8("1")));
        Expect.True(member.IsRefused);
        Expect.Equal(0, (await store.Run(new ReadJoins(Given.Flow))).Count);
        Expect.True(await store.Run(new GetValue(Given.Flow, "0.2")) is null);
    }

    private static async Task UnsealedAsync(StoreContractHost store)
    {
        await AcceptAsync(store, isSealed: false);
        Expect.Equal("", (await store.Run(new GetFlow(Given.Flow))).Seal.Nonce);
        Expect.True((await store.Run(Given.Member(0, 2, Given.Success("1"), key: Given.Flow with { Seal = new("", "") }))).Member is not null);
        Expect.True((await store.Run(Given.Member(1, 2, Given.Success("1"), key: Given.Flow with { Seal = new("other", "x") }))).Member is not null);
    }

    private static async Task AnewAsync(StoreContractHost store)
    {
        await AcceptAsync(store, isSealed: true);
        await store.Run(new FinishFlow(Given.Flow, FlowState.Succeeded, Given.Success("1")));
        Expect.True(await store.Run(new DeleteFlow(Given.Flow.FlowId, TimeSpan.Zero)));
        await store.Run(Given.Accept(owed: Given.Message("second"), nonce: "m") with { IsSealed = true });
        var old = new FinishFlow(Given.Flow with { Seal = Own }, FlowState.Succeeded, Given.Success("1"));
        Expect.Equal(FlowState.Running, (await store.Run(old)).State);
        Expect.True(old.IsRefused);
    }

    private static async Task AcceptAsync(StoreContractHost store, bool isSealed) =>
        await store.Run(Given.Accept(owed: Given.Message("first")) with { IsSealed = isSealed });
}
