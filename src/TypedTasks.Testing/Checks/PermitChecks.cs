using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

internal static class PermitChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("Starts under a rate limit are spread evenly", SpreadAsync),
        new("A rate limit that rested gives one start at once, not many", RestedAsync),
        new("As many permits as the limit are given, the rest waits", LimitAsync),
        new("Who waits gets its permit in the order in which it came", OrderAsync),
        new("A message that waits is owed when it is its turn, and only then", OwedAsync),
        new("A message that was replaced by one that waits never runs", ReplacedAsync),
        new("A message that comes again takes its permit again", AgainAsync),
        new("A message that was replaced does not take the place of the one that waits for it", KeepsPlaceAsync),
        new("A delivery that a later one has followed does not give its permit back", FollowedAsync),
        new("A holder of two permits waits for the second without losing the first", TwoAsync),
        new("Permits that were lost long ago are free", LostAsync),
    ];

    private static async Task SpreadAsync(StoreContractHost store)
    {
        var rate = TimeSpan.FromHours(2);
        Expect.Equal(TimeSpan.Zero, await store.Run(new ReserveStart("r", rate)));
        Expect.About(rate, await store.Run(new ReserveStart("r", rate)));
        Expect.About(2 * rate, await store.Run(new ReserveStart("r", rate)));
        await store.PassAsync(60);
        Expect.About((3 * rate) - TimeSpan.FromHours(1), await store.Run(new ReserveStart("r", rate)));
        Expect.Equal(TimeSpan.Zero, await store.Run(new ReserveStart("other", rate)));
    }

    private static async Task RestedAsync(StoreContractHost store)
    {
        var rate = TimeSpan.FromHours(2);
        await store.Run(new ReserveStart("r", rate));
        await store.PassAsync(TimeSpan.FromDays(1));
        Expect.Equal(TimeSpan.Zero, await store.Run(new ReserveStart("r", rate)));
        Expect.About(rate, await store.Run(new ReserveStart("r", rate)));
    }

    private static async Task LimitAsync(StoreContractHost store)
    {
        Expect.True(await AcquireAsync(store, "a", limit: 2));
        Expect.True(await AcquireAsync(store, "b", limit: 2));
        Expect.True(!await AcquireAsync(store, "c", limit: 2));
        Expect.True(await AcquireAsync(store, "c", limit: 2, name: "other"));
        Expect.True(await AcquireAsync(store, "a", limit: 2), "a holds it still");
    }

    private static async Task OrderAsync(StoreContractHost store)
    {
        foreach (var holder in new[] { "a", "b", "c" })
            await AcquireAsync(store, holder);
        Expect.Equal("b+1", (await ReleaseAsync(store, "a")).Single().Id);
        Expect.True(await AcquireAsync(store, "b", message: "b+1"));
        Expect.Equal(0, (await ReleaseAsync(store, "a")).Count);
        Expect.Equal("c+1", (await ReleaseAsync(store, "b", message: "b+1")).Single().Id);
        Expect.Equal(0, (await ReleaseAsync(store, "c", message: "c+1")).Count);
        Expect.True(await AcquireAsync(store, "d"));
    }

    private static async Task OwedAsync(StoreContractHost store)
    {
        await AcquireAsync(store, "a");
        await AcquireAsync(store, "b");
        Expect.Sequence([], await store.OwedAsync());
        await ReleaseAsync(store, "a");
        Expect.Sequence(["b+1"], await store.OwedAsync());
    }

    private static async Task ReplacedAsync(StoreContractHost store)
    {
        await AcquireAsync(store, "a");
        await AcquireAsync(store, "b");
        Expect.True(!await AcquireAsync(store, "b"), "while it waits");
        await ReleaseAsync(store, "a");
        Expect.True(!await AcquireAsync(store, "b"), "while the other holds");
        Expect.True(await AcquireAsync(store, "b", message: "b+1"));
        await ReleaseAsync(store, "b", message: "b+1");
        Expect.True(!await AcquireAsync(store, "b"), "when the other has ended");
    }

    private static async Task AgainAsync(StoreContractHost store)
    {
        await AcquireAsync(store, "a");
        await AcquireAsync(store, "b");
        await ReleaseAsync(store, "a");
        await AcquireAsync(store, "b", message: "b+1");
        await ReleaseAsync(store, "b", message: "b+1");
        Expect.True(await AcquireAsync(store, "b", message: "b+1"));
        await ReleaseAsync(store, "b", message: "b+1");
        Expect.True(await AcquireAsync(store, "a"));
    }

    private static async Task KeepsPlaceAsync(StoreContractHost store)
    {
        foreach (var holder in new[] { "a", "b", "c" })
            await AcquireAsync(store, holder);
        Expect.Equal(0, (await ReleaseAsync(store, "b")).Count);
        Expect.Equal("b+1", (await ReleaseAsync(store, "a")).Single().Id);
        Expect.Equal(0, (await ReleaseAsync(store, "b")).Count);
        Expect.Equal("c+1", (await ReleaseAsync(store, "b", message: "b+1")).Single().Id);
    }

    private static async Task FollowedAsync(StoreContractHost store)
    {
        Expect.True(await AcquireAsync(store, "a"));
        Expect.True(await AcquireAsync(store, "a", delivery: 2));
        Expect.True(!await AcquireAsync(store, "b"));
        Expect.Equal(0, (await ReleaseAsync(store, "a")).Count);
        Expect.Equal(0, (await ReleaseAsync(store, "a", delivery: 1)).Count);
        Expect.Equal("b+1", (await ReleaseAsync(store, "a", delivery: 2)).Single().Id);
        Expect.True(await AcquireAsync(store, "b", message: "b+1", delivery: 1));
        Expect.True(!await AcquireAsync(store, "c"));
        Expect.Equal(0, (await ReleaseAsync(store, "b", message: "b+1")).Count);
        Expect.Equal("c+1", (await ReleaseAsync(store, "b", message: "b+1", delivery: int.MaxValue)).Single().Id);
    }

    private static async Task TwoAsync(StoreContractHost store)
    {
        await AcquireAsync(store, "x", name: "2");
        Expect.True(await AcquireAsync(store, "a", name: "1"));
        Expect.True(!await AcquireAsync(store, "a", name: "2"));
        Expect.True(!await AcquireAsync(store, "b", name: "1"), "a holds the first");
        Expect.Equal("a+1", (await ReleaseAsync(store, "x")).Single().Id);
        Expect.True(await AcquireAsync(store, "a", name: "1", message: "a+1"));
        Expect.True(await AcquireAsync(store, "a", name: "2", message: "a+1"));
        Expect.Equal("b+1", (await ReleaseAsync(store, "a", message: "a+1")).Single().Id);
    }

    private static async Task LostAsync(StoreContractHost store)
    {
        await AcquireAsync(store, "a");
        await store.PassAsync(TimeSpan.FromDays(8));
        Expect.True(await AcquireAsync(store, "b"));
    }

    private static async Task<bool> AcquireAsync(
        StoreContractHost store,
        string holder,
        string name = "p",
        int limit = 1,
        string? message = null,
        int delivery = 0) =>
        await store.Run(new AcquirePermit(
            name, limit, holder, message ?? holder, delivery, Given.Message($"{holder}+1"), Given.Week));

    private static async Task<IReadOnlyList<TaskMessage>> ReleaseAsync(
        StoreContractHost store, string holder, string? message = null, int delivery = 0) =>
        await store.Run(new ReleasePermits(holder, message ?? holder, delivery));
}
