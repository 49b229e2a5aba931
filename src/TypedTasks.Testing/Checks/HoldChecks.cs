using TypedTasks.Storage;

namespace TypedTasks.Testing;

/// <summary>What a flow waits for is told as it is recorded, and no longer than it waits.</summary>
internal static class HoldChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("What a flow waits for comes in order of path: events, limits, steps that were put off", AllAsync),
        new("A step that was put off is told with its time, and no longer once it runs", PutOffAsync),
        new("A step that runs is not put off by what an earlier look has noted", LateNoteAsync),
        new("A flow that has ended waits for nothing, and neither does a cancelled scope", EndedAsync),
    ];

    private static readonly FlowKey Flow = Given.Flow;

    // The clock of a store may be any.
    private static readonly DateTimeOffset Later = new(2999, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Before = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static async Task AllAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(new RecordStep(Flow, PutOff("10", WaitReason.RateLimit, Later)), new RecordStep(Flow, Given.Step("2", StepState.Running)));
        await store.Run(new RecordStep(Flow, Given.Step("9", StepState.Retrying) with { Reason = WaitReason.Retry, Until = Later }));
        await store.Run(Open("3", "k") with { Within = TimeSpan.FromHours(1) }, Open("4", ""));
        await store.Run(Acquire("a", "5"));
        await store.Run(Acquire("b", "6"), Acquire("c", "10"));
        var waits = await store.Run(new ReadWaits(Flow, 10));
        Expect.Sequence(
            ["3 Event legal k", "4 Event legal ", "6 ConcurrencyLimit disk ", "9 Retry  ", "10 ConcurrencyLimit disk "],
            waits.Select(static w => $"{w.Path} {w.Reason} {w.Name} {w.Key}"));
        Expect.About(TimeSpan.FromHours(1), waits[0].Until - (await store.Run(new GetFlow(Flow))).AcceptedAt);
        Expect.Equal((null, Later), (waits[1].Until, waits[3].Until));
        Expect.Sequence(["3", "4"], (await store.Run(new ReadWaits(Flow, 2))).Select(static w => w.Path));
        await store.Run(new ReleasePermit("key:disk", "a", 1));
        Expect.Sequence(["3", "4", "9", "10"], (await store.Run(new ReadWaits(Flow, 10))).Select(static w => w.Path));
        await store.Run(new RaiseEvent(Flow.FlowId, "legal", "k", "n", Given.Utf8("1")));
        Expect.Sequence(["4", "9", "10"], (await store.Run(new ReadWaits(Flow, 10))).Select(static w => w.Path));
    }

    private static async Task PutOffAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(new RecordStep(Flow, PutOff("0", WaitReason.UnknownTask, Later)), new RecordStep(Flow, PutOff("1", WaitReason.RateLimit, Before)));
        var waits = await store.Run(new ReadWaits(Flow, 10));
        Expect.Sequence(["0 UnknownTask photos.resize", "1 RateLimit photos.resize"], waits.Select(static w => $"{w.Path} {w.Reason} {w.Name}"));
        Expect.Equal((Later, Before), (waits[0].Until, waits[1].Until));
        Expect.Sequence([WaitReason.UnknownTask, WaitReason.RateLimit], (await store.Run(new ReadSteps(Flow))).Select(static s => s.Reason!.Value));
        await store.Run(new RecordStep(Flow, Given.Step("0", StepState.Running)), new RecordStep(Flow, Given.Step("1", StepState.Succeeded)));
        Expect.Sequence([], await store.Run(new ReadWaits(Flow, 10)));
    }

    private static async Task LateNoteAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(new RecordStep(Flow, Given.Step("0", StepState.Running)), new RecordStep(Flow, PutOff("0", WaitReason.RateLimit, Later)));
        Expect.Sequence([StepState.Running], (await store.Run(new ReadSteps(Flow))).Select(static s => s.State));
        Expect.Sequence([], await store.Run(new ReadWaits(Flow, 10)));

        // The next attempt may be put off, too.
        await store.Run(new RecordStep(Flow, PutOff("0", WaitReason.RateLimit, Later) with { Attempt = 1 }));
        Expect.Sequence(["0"], (await store.Run(new ReadWaits(Flow, 10))).Select(static w => w.Path));
    }

    private static async Task EndedAsync(StoreContractHost store)
    {
        await store.Run(Given.Accept());
        await store.Run(new RecordStep(Flow, PutOff("0.1", WaitReason.RateLimit, Later)), new RecordStep(Flow, PutOff("1", WaitReason.RateLimit, Later)), Open("0.2", ""));
        await store.Run(Given.Member(0, 3, Given.Failure("x")));
        Expect.Sequence(["1"], (await store.Run(new ReadWaits(Flow, 10))).Select(static w => w.Path));
        await store.Run(new FinishFlow(Flow, FlowState.Failed, Given.Failure("x")));
        Expect.Sequence([], await store.Run(new ReadWaits(Flow, 10)));
        Expect.Sequence([], await store.Run(new ReadWaits(new("flow-2", 0), 10)));
    }

    private static StepRecord PutOff(string path, WaitReason reason, DateTimeOffset until) => Given.Step(path, StepState.Waiting) with { Reason = reason, Until = until };

    private static OpenWait Open(string path, string key) => new(Flow, path, "legal", key, Given.Message($"go-{path}") with { Step = path });

    private static AcquirePermit Acquire(string holder, string path) =>
        new("key:disk", 1, holder, 1, Given.Message($"{holder}+1") with { Step = path }, 2, Given.Week);
}
