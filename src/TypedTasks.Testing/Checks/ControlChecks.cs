using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class ControlChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("A control is kept as it was said, with the time of the store; the last one stands", KeptAsync),
        new("A worker reads the controls of all and its own, in order", ReadAsync),
        new("A control of a worker needs one that is there, and ends with it", OfWorkerAsync),
        new("A rate limit that is brought forward gives its next start now", ForwardAsync),
        new("A permit is passed to the first in line while one is free", PassedAsync),
        new("A permit that is given back is not passed on while more are held than there are", NarrowedAsync),
    ];

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private static WorkerControl Pause(string queue, bool isOn = true, string? worker = null) => new(ControlKind.Pause, queue, worker, "anna", "the API is down", default) { IsOn = isOn };

    private static async Task KeptAsync(StoreContractHost store)
    {
        var (now, _) = await store.Ask(new ListWorkers());
        var limits = new WorkerControl(ControlKind.Limits, "photos.resize", null, "anna", "", default) { Rate = new(3, TimeSpan.FromMinutes(1)), MaxConcurrency = 2 };
        Expect.True(await store.Run(new SetControl(limits)));
        Expect.True(await store.Run(new SetControl(Pause("photos"))));
        await store.PassAsync(10);
        Expect.True(await store.Run(new SetControl(Pause("photos", isOn: false))));
        var read = await store.Ask(new ReadControls(null));
        Expect.Sequence([limits with { At = read[0].At }, Pause("photos", isOn: false) with { At = read[1].At }], read);
        Expect.About(TimeSpan.Zero, read[0].At - now);
        Expect.About(TimeSpan.FromMinutes(10), read[1].At - now);
    }

    private static async Task ReadAsync(StoreContractHost store)
    {
        await store.Run(WorkerChecks.Report("w"), WorkerChecks.Report("v"));
        await store.Run(new SetControl(Pause("b")), new SetControl(Pause("a", worker: "w")), new SetControl(Pause("a", worker: "v")), new SetControl(Pause("a")));
        Expect.Sequence([("a", null), ("a", "w"), ("b", null)], (await store.Ask(new ReadControls("w"))).Select(static c => (c.Target, c.Worker)));
        Expect.Sequence([("a", null), ("a", "v"), ("a", "w"), ("b", null)], (await store.Ask(new ReadControls(null))).Select(static c => (c.Target, c.Worker)));
        Expect.Sequence(["a", "b"], (await store.Ask(new ReadControls("nobody"))).Select(static c => c.Target));
    }

    private static async Task OfWorkerAsync(StoreContractHost store)
    {
        Expect.True(!await store.Run(new SetControl(Pause("photos", worker: "w"))));
        Expect.Equal(0, (await store.Ask(new ReadControls(null))).Count);
        await store.Run(WorkerChecks.Report("w"), WorkerChecks.Report("v"));
        Expect.True(await store.Run(new SetControl(Pause("photos", worker: "w"))));
        await store.Run(new SetControl(Pause("photos", worker: "v")), new SetControl(Pause("photos")));
        Expect.True(await store.Run(new RemoveWorker("w")));
        Expect.Sequence([null, "v"], (await store.Ask(new ReadControls(null))).Select(static c => c.Worker));
        await store.PassAsync(15);
        Expect.True(!await store.Run(new SetControl(Pause("other", worker: "v"))));
    }

    private static async Task ForwardAsync(StoreContractHost store)
    {
        var reserve = new ReserveStart("rate:x", TimeSpan.FromHours(1));
        Expect.Equal(TimeSpan.Zero, await store.Run(reserve));
        Expect.About(TimeSpan.FromHours(1), await store.Run(reserve with { }));
        await store.Run(new BringForward("rate:x"), new BringForward("rate:unknown"));
        Expect.About(TimeSpan.Zero, await store.Run(reserve with { Interval = TimeSpan.FromMinutes(10) }));
        Expect.About(TimeSpan.FromMinutes(10), await store.Run(reserve with { }));
    }

    private static async Task PassedAsync(StoreContractHost store)
    {
        Expect.True(await Acquire(store, "a"));
        Expect.True(!await Acquire(store, "b"));
        Expect.True(!await Acquire(store, "c"));
        Expect.True(!await Acquire(store, "d"));
        Expect.True(await store.Run(new PassPermit("task:x", 1, Week)) is null);
        Expect.Equal("wait-b", (await store.Run(new PassPermit("task:x", 3, Week)))?.Id);
        Expect.Equal("wait-c", (await store.Run(new PassPermit("task:x", 3, Week)))?.Id);
        Expect.True(await store.Run(new PassPermit("task:x", 3, Week)) is null);
        Expect.Equal("wait-d", (await store.Run(new PassPermit("task:x", int.MaxValue, Week)))?.Id);
        Expect.True(await store.Run(new PassPermit("task:x", int.MaxValue, Week)) is null);
        Expect.Sequence(["wait-b", "wait-c", "wait-d"], await store.OwedAsync());
    }

    private static async Task NarrowedAsync(StoreContractHost store)
    {
        foreach (var holder in (string[])["a", "b", "c"])
            Expect.True(await Acquire(store, holder, limit: 3));
        Expect.True(!await Acquire(store, "d", limit: 3));
        Expect.True(await store.Run(Release("a")) is null);
        Expect.True(await store.Run(Release("b")) is null);
        Expect.Equal("wait-d", (await store.Run(Release("c")))?.Id);
    }

    private static ReleasePermit Release(string holder) => new("task:x", holder, 0) { Limit = 1, LostAfter = Week };

    private static Task<bool> Acquire(StoreContractHost store, string holder, int limit = 1) =>
        store.Run(new AcquirePermit("task:x", limit, holder, 0, Given.Message($"wait-{holder}"), 100, Week));
}
