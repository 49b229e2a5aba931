using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class CancellationChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("A failed or cancelled flow cancels all its steps; a successful one does not", WholeFlowAsync),
        new("A scope is cancelled by segments of its path", SegmentsAsync),
        new("Cancellations are read in order, after a sequence number, up to a limit", OrderAsync),
        new("Cancellations that were recorded long ago may be passed over", SinceAsync),
    ];

    private static async Task WholeFlowAsync(StoreContractHost store)
    {
        foreach (var state in new[] { FlowState.Succeeded, FlowState.Failed, FlowState.Cancelled })
        {
            var key = new FlowKey($"flow-{state}", 0);
            await store.Run(Given.Accept(key), new FinishFlow(key, state, default));
            Expect.Equal(state != FlowState.Succeeded, await store.Run(new IsCancelled(key, "0.4")));
            Expect.Equal(state != FlowState.Succeeded, await store.Run(new IsCancelled(key, "")));
            Expect.True(!await store.Run(new IsCancelled(key with { Generation = 1 }, "0.4")));
        }
    }

    private static async Task SegmentsAsync(StoreContractHost store)
    {
        await store.Run(Given.Member(0, 1, Given.Failure("x"), join: "0.1"));
        foreach (var path in new[] { "0.1", "0.1.0", "0.1.10.3", "0.1/", "0.1.2/3.4" })
            Expect.True(await store.Run(new IsCancelled(Given.Flow, path)), path);
        foreach (var path in new[] { "", "0", "0.10", "0.2", "1.0.1", "0.1~", "0.1.0~2", "!0" })
            Expect.True(!await store.Run(new IsCancelled(Given.Flow, path)), $"not {path}");
    }

    private static async Task OrderAsync(StoreContractHost store)
    {
        for (var i = 0; i < 5; i++)
            await store.Run(Given.Member(0, 1, Given.Failure("x"), join: $"{i}"));
        var all = await store.Ask(new ReadCancellations(0, TimeSpan.MaxValue, 100));
        Expect.Sequence(["0", "1", "2", "3", "4"], all.Select(static c => c.Path));
        Expect.True(all.Zip(all.Skip(1)).All(static p => p.First.Sequence < p.Second.Sequence));
        Expect.Sequence(all.Skip(2).Take(2), await store.Ask(new ReadCancellations(all[1].Sequence, TimeSpan.MaxValue, 2)));
        Expect.Equal(0, (await store.Ask(new ReadCancellations(all[4].Sequence, TimeSpan.MaxValue, 2))).Count);
    }

    private static async Task SinceAsync(StoreContractHost store)
    {
        for (var i = 0; i < 3; i++)
        {
            var key = new FlowKey($"flow-{i}", 0);
            await store.Run(Given.Accept(key), new FinishFlow(key, FlowState.Failed, Given.Failure("x")));
            await store.PassAsync(60);
        }

        var young = await store.Ask(new ReadCancellations(0, TimeSpan.FromMinutes(130), 10));
        Expect.Sequence(["flow-1", "flow-2"], young.Select(static c => c.Key.FlowId));
    }
}
