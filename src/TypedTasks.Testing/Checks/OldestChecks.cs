namespace TypedTasks.Testing;

internal static class OldestChecks
{
    public static readonly ContractCheck<TransportContractHost>[] All =
    [
        new("The oldest message of a queue waits or is locked, and is not one that is scheduled; or the transport says that it cannot tell", TellAsync),
        new("The oldest message of an ordered queue is told in the same way", TellOrderedAsync),
    ];

    private static async Task TellAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await ExpectAsync(bench, isThere: false);
        await bench.SendAsync(bench.Message("later", host.Time.GetUtcNow() + TimeSpan.FromDays(1)));
        await ExpectAsync(bench, isThere: false);
        await bench.SendAsync(bench.Message("now"));
        var first = await ExpectAsync(bench, isThere: true);
        await bench.SendAsync(bench.Message("second"));
        await using var receiver = await bench.OpenAsync();
        var held = await receiver.NextAsync(2);

        // Whoever has it, it lies there still.
        Expect.Equal(first, await ExpectAsync(bench, isThere: true));
        foreach (var delivery in held)
            await delivery.CompleteAsync(Bench.Nothing);
        await ExpectAsync(bench, isThere: false);
    }

    private static async Task TellOrderedAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateOrderedAsync(host);
        await ExpectAsync(bench, isThere: false);
        await bench.SendAsync(bench.Message("1", key: "a"), bench.Message("2", key: "a"));
        await ExpectAsync(bench, isThere: true);
        await using var receiver = await bench.OpenAsync();
        await (await receiver.NextAsync()).CompleteAsync(Bench.Nothing);
        await ExpectAsync(bench, isThere: true);
        await (await receiver.NextAsync()).CompleteAsync(Bench.Nothing);
        await ExpectAsync(bench, isThere: false);
    }

    private static async Task<DateTimeOffset?> ExpectAsync(Bench bench, bool isThere)
    {
        var oldest = await bench.Host.Transport.PeekOldestAsync(bench.Queue, CancellationToken.None);
        if (oldest == DateTimeOffset.MinValue)
            return null;
        Expect.Equal(isThere, oldest is not null);
        Expect.True(oldest is null || (oldest - bench.Host.Time.GetUtcNow()).Value.Duration() < TimeSpan.FromMinutes(5), "it came a moment ago");
        return oldest;
    }
}
