using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class TransactionChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("No operations are a transaction too", NothingAsync),
        new("Later operations see what earlier ones wrote", InOrderAsync),
        new("When an operation fails, none is recorded", AllOrNoneAsync),
        new("Opening twice does no harm", OpenTwiceAsync),
        new("A caller who has given up records nothing", GivenUpAsync),
    ];

    private static Task NothingAsync(StoreContractHost store) => store.Run().AsTask();

    private static async Task InOrderAsync(StoreContractHost store)
    {
        var before = new GetFlow(Given.Flow);
        var after = new GetFlow(Given.Flow);
        var member = new GetMember(Given.Flow, "0", 0);
        var values = new ReadMembers(Given.Flow, "0", 0, 10);
        await store.Run(before, Given.Accept(), after, Given.Member(0, 1, Given.Success("1"), () => Given.Message("body")), member, values, new DeleteOwed("body"));
        Expect.Equal(FlowState.Unknown, before.Result.State);
        Expect.Equal(FlowState.Running, after.Result.State);
        Expect.Equal("body", member.Result.Owed.SingleOrDefault()?.Id);
        Expect.Equal(1, values.Result.Count);
        Expect.True((await store.Run(new GetMember(Given.Flow, "0", 0))).Owed.Count == 0);
    }

    private static async Task AllOrNoneAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept(), Given.Member(0, 2, Given.Success("0")), new RecordStep(Given.Flow, Given.Step("0", StepState.Running)));
        await Expect.ThrowsAsync<FormatException>(() => store.Run(
            Given.Accept(new("flow-2", 0), Given.Message("m2")),
            new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")),
            new PutValue(Given.Flow, "0", Given.Utf8("1")),
            new RecordStep(Given.Flow, Given.Step("0", StepState.Succeeded)),
            new AcquireLease("l", "a", TimeSpan.FromDays(1)),
            Given.Member(1, 2, Given.Success("1"), static () => throw new FormatException("No body today."))).AsTask());
        Expect.Equal(FlowState.Unknown, (await store.Run(new GetFlow(new("flow-2", 0)))).State);
        Expect.Equal(FlowState.Running, (await store.Run(new GetFlow(Given.Flow))).State);
        Expect.Sequence([], await store.OwedAsync());
        Expect.Equal(0, (await store.Ask(new ReadCancellations(0, TimeSpan.MaxValue, 10))).Count);
        Expect.True(await store.Run(new GetValue(Given.Flow, "0")) is null);
        Expect.Equal(StepState.Running, (await store.Run(new ReadSteps(Given.Flow))).Single().State);
        Expect.True(await store.Run(new AcquireLease("l", "b", TimeSpan.FromDays(1))));
        var join = await store.Run(Given.Member(1, 2, Given.Success("1"), () => Given.Message("body")));
        Expect.Equal(JoinState.Completed, join.State);
        Expect.Equal("body", join.Owed.SingleOrDefault()?.Id);
    }

    private static async Task OpenTwiceAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Store.OpenAsync(CancellationToken.None);
        Expect.Equal(FlowState.Running, (await store.Run(new GetFlow(Given.Flow))).State);
    }

    private static async Task GivenUpAsync(StoreContractHost store)
    {
        await Expect.ThrowsAsync<OperationCanceledException>(
            () => store.Store.ExecuteAsync([Given.Accept()], new(canceled: true)).AsTask());
        Expect.Equal(FlowState.Unknown, (await store.Run(new GetFlow(Given.Flow))).State);
    }
}
