using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class WorkerChecks
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("A worker that reported is listed as it was, by the clock of the store", ListedAsync),
        new("A worker that says nothing is gone once its lease is over, and back when it reports again", GoneAsync),
        new("Workers are listed by id", InOrderAsync),
        new("A worker that has ended is not listed any more", RemovedAsync),
        new("A worker is forgotten only after it was gone for as long as is said", RemovedLaterAsync),
    ];

    internal static ReportWorker Report(string id, string version = "1.0") => new(
        id, $"name of {id}", "machine", 42, version, Lease,
        [new("default", 8, IsPaused: false, null), new("photos", 4, IsPaused: true, "no broker")],
        [new("flow-1", "0.1", "photos.resize", "photos", 2, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(1))],
        RunningCount: 7);

    private static async Task ListedAsync(StoreContractHost store)
    {
        await store.Run(Report("w"));
        await store.PassAsync(5);
        await store.Run(Report("w", "1.1") with { IsDraining = true, IsDrained = true });
        var (now, workers) = await store.Ask(new ListWorkers());
        var worker = workers.Single();
        Expect.Equal(("w", "name of w", "machine", 42, "1.1"), (worker.Id, worker.Name, worker.Machine, worker.ProcessId, worker.Version));
        Expect.Sequence([new("default", 8, false, null), new("photos", 4, true, "no broker")], worker.Queues);
        Expect.True(worker is { IsDraining: true, IsDrained: true, RunningCount: 7 });
        Expect.About(TimeSpan.Zero, now - worker.LastSeen);
        Expect.About(TimeSpan.FromMinutes(5), worker.LastSeen - worker.StartedAt);
        Expect.About(Lease, worker.Until - worker.LastSeen);
        var step = worker.Running.Single();
        Expect.Equal(("flow-1", "0.1", "photos.resize", "photos", 2), (step.FlowId, step.Path, step.Task, step.Queue, step.Attempt));
        Expect.About(TimeSpan.FromMinutes(3), worker.LastSeen - step.Since);
        Expect.About(TimeSpan.FromMinutes(1), step.LockedUntil - worker.LastSeen);
    }

    private static async Task GoneAsync(StoreContractHost store)
    {
        await store.Run(Report("w"));
        Expect.Equal(WorkerState.Running, await StateAsync(store));
        await store.PassAsync(12);
        Expect.Equal(WorkerState.Gone, await StateAsync(store));
        await store.Run(Report("w") with { IsDraining = true });
        Expect.Equal(WorkerState.Draining, await StateAsync(store));
        await store.Run(Report("w") with { IsDraining = true, IsDrained = true });
        Expect.Equal(WorkerState.Drained, await StateAsync(store));
    }

    private static async Task InOrderAsync(StoreContractHost store)
    {
        await store.Run(Report("b"), Report("B"), Report("a"));
        var (_, workers) = await store.Ask(new ListWorkers());
        Expect.Sequence(["B", "a", "b"], workers.Select(static w => w.Id));
    }

    private static async Task RemovedAsync(StoreContractHost store)
    {
        await store.Run(Report("w"), Report("other"));
        Expect.True(await store.Run(new RemoveWorker("w")));
        Expect.True(!await store.Run(new RemoveWorker("w")));
        var (_, workers) = await store.Ask(new ListWorkers());
        Expect.Equal("other", workers.Single().Id);
        await store.Run(Report("w"));
        Expect.Equal(2, (await store.Ask(new ListWorkers())).Workers.Count);
    }

    private static async Task RemovedLaterAsync(StoreContractHost store)
    {
        var remove = new RemoveWorker("w") { GoneFor = TimeSpan.FromHours(1) };
        await store.Run(Report("w"));
        Expect.True(!await store.Run(remove));
        await store.PassAsync(60);
        Expect.True(!await store.Run(remove with { }));
        await store.PassAsync(12);
        Expect.True(await store.Run(remove with { }));
    }

    private static async Task<WorkerState> StateAsync(StoreContractHost store)
    {
        var (now, workers) = await store.Ask(new ListWorkers());
        return workers.Single().ToStatus(now).State;
    }
}
