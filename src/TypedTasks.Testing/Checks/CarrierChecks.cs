using TypedTasks.Storage;

namespace TypedTasks.Testing;

/// <summary>Members of one join carry a failure of another.</summary>
internal static class CarrierChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("A failure becomes the outcome of the members that have not ended, and those that have keep theirs", CarriesAsync),
        new("A failure is carried by members of which none has ended", NoneEndedAsync),
        new("Late members change nothing of what was carried, and decide nothing", LateAsync),
        new("What is carried makes the body due once, and cancels the scope", BodyAsync),
        new("A failure that no member can carry stays one", ClimbsAsync),
        new("A join that was opened carries a failure before any member has ended", OpenedAsync),
        new("A success is not carried", SuccessAsync),
        new("A join where all have ended carries a failure and stays as it is", AllEndedAsync),
        new("A failure of before a retry is carried by nobody", OldGenerationAsync),
    ];

    private static async Task CarriesAsync(StoreContractHost store)
    {
        await store.Run(Member(1, 3, Given.Success("1")));
        var scope = await store.Run(Fails(3));
        Expect.Equal((JoinState.Completed, 0), (scope.State, scope.DecidedBy));
        Expect.Equal((ValueKind.JoinedOutcomes, "0.0", 3), (scope.DecidingOutcome.Value.Kind, scope.DecidingOutcome.Value.Path, scope.DecidingOutcome.Value.Count));
        Expect.Equal(scope.DecidingOutcome, scope.Member!.Value);
        Expect.Sequence(["x", "1", "x"], await TextsAsync(store));
        var group = await store.Run(new GetMember(Given.Flow, "0.0", 0));
        Expect.Equal((JoinState.Completed, -1), (group.State, group.DecidedBy));
    }

    private static async Task NoneEndedAsync(StoreContractHost store)
    {
        Expect.Equal(JoinState.Completed, (await store.Run(Fails(2))).State);
        Expect.Sequence(["x", "x"], await TextsAsync(store));
    }

    private static async Task LateAsync(StoreContractHost store)
    {
        await store.Run(Member(0, 2, Given.Success("0")));
        await store.Run(Fails(2));
        var late = await store.Run(Member(1, 2, Given.Success("1"), () => Given.Message("late")));
        Expect.Equal((JoinState.Completed, -1, 0), (late.State, late.DecidedBy, late.Owed.Count));
        Expect.True(!late.Member!.Value.Succeeded);
        Expect.Sequence(["0", "x"], await TextsAsync(store));
        Expect.Equal(JoinState.Completed, (await store.Run(Fails(2))).State);
        Expect.Sequence(["0", "x"], await TextsAsync(store));
    }

    private static async Task BodyAsync(StoreContractHost store)
    {
        var fails = Fails(2) with
        {
            CreateOwed = static p =>
            {
                Expect.True(p is { State: JoinState.Completed, IsDecided: true, Outcome.Succeeded: true });
                return [Given.Message("body")];
            },
        };
        Expect.Equal("body", (await store.Run(fails)).Owed.Single().Id);
        Expect.Equal("body", (await store.Run(fails)).Owed.Single().Id);
        Expect.Sequence(["body"], await store.OwedAsync());
        Expect.True(await store.Run(new IsCancelled(Given.Flow, "0.0.1")));
        Expect.True(!await store.Run(new IsCancelled(Given.Flow, "1")));
    }

    private static async Task ClimbsAsync(StoreContractHost store)
    {
        Expect.Equal(JoinState.Failed, (await store.Run(Fails(0))).State);
        Expect.Equal(JoinState.Failed, (await store.Run(Fails(null) with { Join = "1" })).State);
        Expect.Sequence([], await TextsAsync(store));
        Expect.True(!(await store.Run(new GetMember(Given.Flow, "1", 0))).Member!.Value.Succeeded);
    }

    private static async Task OpenedAsync(StoreContractHost store)
    {
        await store.Run(new OpenJoin(Given.Flow, "0.0", 2), new OpenJoin(Given.Flow, "0.0", 2));
        await store.Run(Member(0, 2, Given.Success("0")));
        await store.Run(new OpenJoin(Given.Flow, "0.0", 2));
        Expect.Equal(JoinState.Completed, (await store.Run(Fails(null))).State);
        Expect.Sequence(["0", "x"], await TextsAsync(store));
        await Expect.ThrowsAsync<ArgumentException>(() => store.Run([new OpenJoin(Given.Flow, "0.0", 3)]).AsTask());
    }

    private static async Task SuccessAsync(StoreContractHost store)
    {
        var scope = await store.Run(Fails(2) with { Outcome = Given.Success("7") });
        Expect.Equal((JoinState.Completed, "7"), (scope.State, scope.DecidingOutcome.Json()));
        Expect.Sequence([], await TextsAsync(store));
    }

    private static async Task AllEndedAsync(StoreContractHost store)
    {
        await store.Run(Member(0, 2, Given.Success("0")), Member(1, 2, Given.Failure("own")));
        Expect.Equal(JoinState.Completed, (await store.Run(Fails(2))).State);
        Expect.Equal((JoinState.Completed, 1), ((await store.Run(new GetMember(Given.Flow, "0.0", 0))).State, (await store.Run(new GetMember(Given.Flow, "0.0", 0))).DecidedBy));
        Expect.Equal("""{"message":"own"}""", (await store.Run(new ReadMembers(Given.Flow, "0.0", 1, 1))).Single().Json());
    }

    private static async Task OldGenerationAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(new FinishFlow(Given.Flow, FlowState.Failed, Given.Failure("x")));
        await store.Run(new RetryFlow(Given.Flow, Given.Week, static (_, _) => new([], [])));
        Expect.True((await store.Run(Fails(2))).Member is null);
        Expect.Sequence([], await TextsAsync(store));
    }

    /// <summary>A scope fails whose group is its first child.</summary>
    private static RecordMember Fails(int? count) =>
        Given.Member(0, 1, Given.Failure("time is over")) with { Cancels = "0.0", Carrier = new("0.0", count) };

    private static RecordMember Member(int index, int count, RecordedOutcome outcome, Func<Transport.TaskMessage>? body = null) =>
        Given.Member(index, count, outcome, JoinPolicy.Settled, body, "0.0");

    private static async Task<IEnumerable<string>> TextsAsync(StoreContractHost store) =>
        (await store.Run(new ReadMembers(Given.Flow, "0.0", 0, 100))).Select(static m => m.Succeeded ? m.Json() : "x");
}
