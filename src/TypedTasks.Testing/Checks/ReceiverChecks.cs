namespace TypedTasks.Testing;

internal static class ReceiverChecks
{
    public static readonly ContractCheck<TransportContractHost>[] All =
    [
        new("A waiting receiver gets a message when it is sent", WaitsAsync),
        new("A stopped receiver yields null, to those who wait and to those who come", StopAsync),
        new("A stopped receiver still settles", SettlesAfterStopAsync),
        new("What a stopped receiver has not handed out goes to others", GivesBackAsync),
        new("A receive that is given up loses no message", GivenUpAsync),
        new("Several receivers share a queue without getting the same message", ShareAsync),
        new("A message is not handed out twice while it is held", HeldAsync),
    ];

    private static async Task WaitsAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await using var receiver = await bench.OpenAsync();
        var receives = Enumerable.Range(0, 3).Select(_ => receiver.NextAsync()).ToArray();
        await bench.SendAsync(bench.Messages(3));
        var deliveries = await Task.WhenAll(receives);
        Expect.Sequence(["0", "1", "2"], deliveries.Select(static d => d.Message.Id).Order());
        foreach (var delivery in deliveries)
            await delivery.CompleteAsync(Bench.Nothing);
    }

    private static async Task StopAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await using var receiver = await bench.OpenAsync();
        var waiting = receiver.ReceiveAsync(CancellationToken.None).AsTask();
        await receiver.StopAsync(CancellationToken.None);
        Expect.True(await waiting is null);
        Expect.True(await receiver.ReceiveAsync(CancellationToken.None) is null);
        await receiver.StopAsync(CancellationToken.None);
    }

    private static async Task SettlesAfterStopAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync(bench.Message("m"));
        await using var first = await bench.OpenAsync();
        var delivery = await first.NextAsync();
        await first.StopAsync(CancellationToken.None);
        await delivery.CompleteAsync([bench.Message("next")]);
        await using var second = await bench.OpenAsync();
        var next = await second.NextAsync();
        Expect.Equal("next", next.Message.Id);
        await next.CompleteAsync(Bench.Nothing);
    }

    private static async Task GivesBackAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync(bench.Messages(10));
        HashSet<string> ids = [];
        await using var first = await bench.OpenAsync();
        foreach (var delivery in await first.NextAsync(3))
        {
            ids.Add(delivery.Message.Id);
            await delivery.CompleteAsync(Bench.Nothing);
        }

        await first.StopAsync(CancellationToken.None);
        await using var second = await bench.OpenAsync();
        for (var i = 0; i < 7; i++)
        {
            var delivery = await second.NextAsync();
            ids.Add(delivery.Message.Id);
            await delivery.CompleteAsync(Bench.Nothing);
        }

        Expect.Equal(10, ids.Count);
    }

    private static async Task GivenUpAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await using var receiver = await bench.OpenAsync();
        for (var i = 0; i < 20; i++)
        {
            using var cancellation = new CancellationTokenSource();
            var receive = receiver.ReceiveAsync(cancellation.Token).AsTask();
            await cancellation.CancelAsync();
            await Expect.ThrowsAsync<OperationCanceledException>(() => receive);
        }

        await bench.NothingElseAsync(receiver);
    }

    private static async Task ShareAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await using var first = await bench.OpenAsync();
        await using var second = await bench.OpenAsync();
        var seen = new System.Collections.Concurrent.ConcurrentBag<string>();
        var receives = new[] { first, second }.Select(async receiver =>
        {
            while (await receiver.ReceiveAsync(CancellationToken.None) is { } delivery)
            {
                seen.Add(delivery.Message.Id);
                await delivery.CompleteAsync(Bench.Nothing);
                if (seen.Count < 60)
                    continue;
                await first.StopAsync(CancellationToken.None);
                await second.StopAsync(CancellationToken.None);
            }
        }).ToArray();
        await bench.SendAsync(bench.Messages(60));
        await Task.WhenAll(receives);
        Expect.Equal(60, seen.Count);
        Expect.Equal(60, seen.Distinct().Count());
    }

    private static async Task HeldAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync(bench.Message("m"));
        await using var first = await bench.OpenAsync();
        var delivery = await first.NextAsync();
        await using var second = await bench.OpenAsync();
        await bench.NothingElseAsync(second);
        await delivery.CompleteAsync(Bench.Nothing);
    }
}
