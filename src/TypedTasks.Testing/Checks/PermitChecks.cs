using TypedTasks.Storage;

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
        new("A later run takes over the permit of an earlier one, which gives nothing back any more", TakenOverAsync),
        new("A later run takes over the place in line of an earlier one, with its own message", PlaceTakenOverAsync),
        new("A place in line is given up by the run that stood there, or a later one", GivenUpAsync),
        new("A delivery that asks only after a later one has given the permit back gets none", TooLateAsync),
        new("Who comes again after its turn stands at the end of the line", EndOfLineAsync),
        new("A permit that is taken over is not lost", RefreshedAsync),
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
        Expect.Equal("b+1", await ReleaseAsync(store, "a"));
        Expect.True(await AcquireAsync(store, "b", deferral: 1));
        Expect.True(await ReleaseAsync(store, "a") is null);
        Expect.Equal("c+1", await ReleaseAsync(store, "b", deferral: 1));
        Expect.True(await ReleaseAsync(store, "c", deferral: 1) is null);
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
        Expect.True(await AcquireAsync(store, "b", deferral: 1));
        await ReleaseAsync(store, "b", deferral: 1);
        Expect.True(!await AcquireAsync(store, "b"), "when the other has ended");
    }

    private static async Task AgainAsync(StoreContractHost store)
    {
        await AcquireAsync(store, "a");
        await AcquireAsync(store, "b");
        await ReleaseAsync(store, "a");
        await AcquireAsync(store, "b", deferral: 1);
        await ReleaseAsync(store, "b", deferral: 1);
        Expect.True(await AcquireAsync(store, "b", deferral: 1));
        await ReleaseAsync(store, "b", deferral: 1);
        Expect.True(await AcquireAsync(store, "a"));
    }

    private static async Task KeepsPlaceAsync(StoreContractHost store)
    {
        foreach (var holder in new[] { "a", "b", "c" })
            await AcquireAsync(store, holder);
        Expect.True(await ReleaseAsync(store, "b") is null);
        Expect.Equal("b+1", await ReleaseAsync(store, "a"));
        Expect.True(await ReleaseAsync(store, "b") is null);
        Expect.Equal("c+1", await ReleaseAsync(store, "b", deferral: 1));
    }

    private static async Task FollowedAsync(StoreContractHost store)
    {
        Expect.True(await AcquireAsync(store, "a"));
        Expect.True(await AcquireAsync(store, "a", delivery: 2));
        Expect.True(!await AcquireAsync(store, "b"));
        Expect.True(await ReleaseAsync(store, "a") is null);
        Expect.True(await ReleaseAsync(store, "a", delivery: 1) is null);
        Expect.Equal("b+1", await ReleaseAsync(store, "a", delivery: 2));
        Expect.True(await AcquireAsync(store, "b", deferral: 1, delivery: 1));
        Expect.True(!await AcquireAsync(store, "c"));
        Expect.True(await ReleaseAsync(store, "b", deferral: 1) is null);
        Expect.Equal("c+1", await ReleaseAsync(store, "b", deferral: 1, delivery: int.MaxValue));
    }

    private static async Task TwoAsync(StoreContractHost store)
    {
        await AcquireAsync(store, "x", name: "2");
        Expect.True(await AcquireAsync(store, "a", name: "1"));
        Expect.True(!await AcquireAsync(store, "a", name: "2"));
        Expect.True(!await AcquireAsync(store, "b", name: "1"), "a holds the first");
        Expect.Equal("a+1", await ReleaseAsync(store, "x", name: "2"));
        Expect.True(await AcquireAsync(store, "a", name: "1", deferral: 1));
        Expect.True(await AcquireAsync(store, "a", name: "2", deferral: 1));
        Expect.Equal("b+1", await ReleaseAsync(store, "a", name: "1", deferral: 1));
    }

    private static async Task TakenOverAsync(StoreContractHost store)
    {
        Expect.True(await AcquireAsync(store, "a"));
        Expect.True(await AcquireAsync(store, "a", deferral: 1), "sent on");
        Expect.True(!await AcquireAsync(store, "a", delivery: 3), "what it took the place of comes again");
        Expect.True(!await AcquireAsync(store, "b"));
        Expect.True(await ReleaseAsync(store, "a", delivery: 3) is null);
        Expect.Equal("b+1", await ReleaseAsync(store, "a", deferral: 1));
        Expect.True(await ReleaseAsync(store, "a", deferral: 1) is null, "given back twice");
    }

    private static async Task PlaceTakenOverAsync(StoreContractHost store)
    {
        foreach (var holder in new[] { "a", "b", "c" })
            await AcquireAsync(store, holder);
        Expect.True(!await AcquireAsync(store, "b", deferral: 1));
        Expect.True(!await AcquireAsync(store, "b"), "the one that was taken over");
        Expect.Equal("b+2", await ReleaseAsync(store, "a"));
        Expect.Sequence(["b+2"], await store.OwedAsync());
        Expect.True(await AcquireAsync(store, "b", deferral: 2));
        Expect.Equal("c+1", await ReleaseAsync(store, "b", deferral: 2));
    }

    private static async Task GivenUpAsync(StoreContractHost store)
    {
        foreach (var holder in new[] { "a", "b", "c" })
            await AcquireAsync(store, holder);
        Expect.True(await ReleaseAsync(store, "b", delivery: 9) is null);
        Expect.True(await ReleaseAsync(store, "b", deferral: 1) is null);
        Expect.Equal("c+1", await ReleaseAsync(store, "a"));
        Expect.True(await ReleaseAsync(store, "never") is null);
    }

    private static async Task TooLateAsync(StoreContractHost store)
    {
        Expect.True(await AcquireAsync(store, "a", delivery: 2));
        await store.Run(new ReleasePermit("p", "a", Run(0, 2)) { HasEarlierRuns = true, LostAfter = Given.Week });
        Expect.True(!await AcquireAsync(store, "a", delivery: 1), "its message is settled: nobody would give it back");
        Expect.True(await AcquireAsync(store, "b"));
        await ReleaseAsync(store, "b");
        Expect.True(await AcquireAsync(store, "a", delivery: 3), "its end may have been lost");
        await ReleaseAsync(store, "a", delivery: 3);
        await store.PassAsync(TimeSpan.FromDays(8));
        Expect.True(await AcquireAsync(store, "c"));
        Expect.True(!await AcquireAsync(store, "a", delivery: 1));
        Expect.Equal("a+1", await ReleaseAsync(store, "c"));
    }

    private static async Task EndOfLineAsync(StoreContractHost store)
    {
        foreach (var holder in new[] { "a", "b", "c", "d" })
            await AcquireAsync(store, holder);
        Expect.Equal("b+1", await ReleaseAsync(store, "a"));
        Expect.Equal("c+1", await ReleaseAsync(store, "b", deferral: 1));
        Expect.True(!await AcquireAsync(store, "b", deferral: 1, delivery: 1));
        Expect.Equal("d+1", await ReleaseAsync(store, "c", deferral: 1));
        Expect.Equal("b+2", await ReleaseAsync(store, "d", deferral: 1));
    }

    private static async Task RefreshedAsync(StoreContractHost store)
    {
        await AcquireAsync(store, "a");
        await store.PassAsync(TimeSpan.FromDays(6));
        Expect.True(await AcquireAsync(store, "a", delivery: 1));
        await store.PassAsync(TimeSpan.FromDays(6));
        Expect.True(!await AcquireAsync(store, "b"));
    }

    private static async Task LostAsync(StoreContractHost store)
    {
        await AcquireAsync(store, "a");
        await store.PassAsync(TimeSpan.FromDays(8));
        Expect.True(await AcquireAsync(store, "b"));
    }

    /// <summary>A delivery of the holder's message, which was deferred so often: its waiting message is "holder+1", and so on.</summary>
    private static Task<bool> AcquireAsync(
        StoreContractHost store, string holder, string name = "p", int limit = 1, int deferral = 0, int delivery = 0) =>
        store.Run(new AcquirePermit(
            name, limit, holder, Run(deferral, delivery), Given.Message($"{holder}+{deferral + 1}"), Run(deferral + 1, 0), Given.Week));

    private static async Task<string?> ReleaseAsync(
        StoreContractHost store, string holder, string name = "p", int deferral = 0, int delivery = 0) =>
        (await store.Run(new ReleasePermit(name, holder, Run(deferral, delivery))))?.Id;

    private static long Run(int deferral, int delivery) => ((long)deferral << 32) + delivery;
}
