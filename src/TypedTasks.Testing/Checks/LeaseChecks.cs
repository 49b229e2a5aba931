using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class LeaseChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("A lease has one owner until it runs out", OneOwnerAsync),
        new("An owner prolongs its lease", ProlongsAsync),
    ];

    private static AcquireLease Lease(string owner, string name = "reconciler") => new(name, owner, TimeSpan.FromMinutes(10));

    private static async Task OneOwnerAsync(StoreContractHost store)
    {
        Expect.True(await store.Run(Lease("a")));
        await store.PassAsync(9);
        Expect.True(!await store.Run(Lease("b")));
        Expect.True(await store.Run(Lease("b", "other")));
        await store.PassAsync(2);
        Expect.True(await store.Run(Lease("b")));
        Expect.True(!await store.Run(Lease("a")));
    }

    private static async Task ProlongsAsync(StoreContractHost store)
    {
        Expect.True(await store.Run(Lease("a")));
        await store.PassAsync(5);
        Expect.True(await store.Run(Lease("a")));
        await store.PassAsync(7);
        Expect.True(!await store.Run(Lease("b")));
    }
}
