using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class LeaseChecks
{
    public static readonly ContractCheck<ITaskStore>[] All =
    [
        new("A lease has one owner until it runs out", OneOwnerAsync),
        new("An owner prolongs its lease", ProlongsAsync),
    ];

    private static AcquireLease Lease(string owner, int from, int until, string name = "reconciler") =>
        new(name, owner, Given.Noon.AddSeconds(from), Given.Noon.AddSeconds(until));

    private static async Task OneOwnerAsync(ITaskStore store)
    {
        Expect.True(await store.Run(Lease("a", 0, 10)));
        Expect.True(!await store.Run(Lease("b", 9, 20)));
        Expect.True(await store.Run(Lease("b", 9, 20, "other")));
        Expect.True(await store.Run(Lease("b", 10, 20)));
        Expect.True(!await store.Run(Lease("a", 11, 20)));
    }

    private static async Task ProlongsAsync(ITaskStore store)
    {
        Expect.True(await store.Run(Lease("a", 0, 10)));
        Expect.True(await store.Run(Lease("a", 5, 15)));
        Expect.True(!await store.Run(Lease("b", 12, 20)));
    }
}
