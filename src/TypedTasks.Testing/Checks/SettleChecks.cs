namespace TypedTasks.Testing;

internal static class SettleChecks
{
    public static readonly ContractCheck<TransportContractHost>[] All =
    [
        new("A completed message does not come again", CompleteAsync),
        new("Completing sends the messages that go with it, to several queues", HandOffAsync),
        new("Completing sends as many messages as a transaction takes", LargestAsync),
        new("More than a transaction takes are refused before anything is sent", TooManyAsync),
        new("A message that is handed off twice arrives once", DuplicateHandOffAsync),
        new("A scheduled message that is handed off is held back", ScheduledHandOffAsync),
        new("An abandoned message comes again at once, and its count rises", AbandonAsync),
        new("Hand-offs made at the same moment all arrive", ConcurrentAsync),
    ];

    private static async Task CompleteAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync(bench.Message("m"));
        await using var receiver = await bench.OpenAsync();
        await (await receiver.NextAsync()).CompleteAsync(Bench.Nothing);
        await host.PassAsync(host.LockDuration * 1.5);
        await bench.NothingElseAsync(receiver);
    }

    private static async Task HandOffAsync(TransportContractHost host)
    {
        var (one, two) = (await Bench.CreateAsync(host), await Bench.CreateAsync(host));
        await one.SendAsync(one.Message("start"));
        await using var first = await one.OpenAsync();
        await using var second = await two.OpenAsync();
        await (await first.NextAsync()).CompleteAsync([one.Message("next"), two.Message("other")]);
        var next = await first.NextAsync();
        var other = await second.NextAsync();
        Expect.Equal("next", next.Message.Id);
        Expect.Equal("other", other.Message.Id);
        await next.CompleteAsync(Bench.Nothing);
        await other.CompleteAsync(Bench.Nothing);
        await one.NothingElseAsync(first);
    }

    private static async Task LargestAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync(bench.Message("start"));
        await using var receiver = await bench.OpenAsync();
        var messages = bench.Messages(InMemoryTransport.MaxMessagesPerHandOff);
        await (await receiver.NextAsync()).CompleteAsync(messages);
        HashSet<string> ids = [];
        foreach (var _ in messages)
        {
            var delivery = await receiver.NextAsync();
            ids.Add(delivery.Message.Id);
            await delivery.CompleteAsync(Bench.Nothing);
        }

        Expect.Equal(messages.Length, ids.Count);
    }

    private static async Task TooManyAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync(bench.Message("start"));
        await using var receiver = await bench.OpenAsync();
        var delivery = await receiver.NextAsync();
        await Expect.ThrowsAsync<ArgumentException>(
            () => delivery.CompleteAsync(bench.Messages(InMemoryTransport.MaxMessagesPerHandOff + 1)).AsTask());
        await delivery.CompleteAsync(Bench.Nothing);
        await bench.NothingElseAsync(receiver);
    }

    private static async Task DuplicateHandOffAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync(bench.Message("1"), bench.Message("2"));
        await using var receiver = await bench.OpenAsync();
        foreach (var delivery in await receiver.NextAsync(2))
            await delivery.CompleteAsync([bench.Message("next")]);
        await (await receiver.NextAsync()).CompleteAsync(Bench.Nothing);
        await bench.NothingElseAsync(receiver);
    }

    private static async Task ScheduledHandOffAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync(bench.Message("start"));
        await using var receiver = await bench.OpenAsync();
        await (await receiver.NextAsync()).CompleteAsync([bench.Message("later", host.Time.GetUtcNow() + host.LockDuration)]);
        await bench.NothingElseAsync(receiver);
        var receive = receiver.NextAsync();
        await host.PassAsync(host.LockDuration);
        var delivery = await receive;
        Expect.Equal("later", delivery.Message.Id);
        await delivery.CompleteAsync(Bench.Nothing);
    }

    private static async Task AbandonAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync(bench.Message("m"));
        await using var receiver = await bench.OpenAsync();
        await (await receiver.NextAsync()).AbandonAsync();
        var again = await receiver.NextAsync();
        Expect.Equal("m", again.Message.Id);
        Expect.Equal(1, again.DeliveryCount);
        await again.CompleteAsync(Bench.Nothing);
    }

    private static async Task ConcurrentAsync(TransportContractHost host)
    {
        const int chains = 16;
        const int length = 10;
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync([.. Enumerable.Range(0, chains).Select(i => bench.Message($"{i}-0"))]);
        await using var receiver = await bench.OpenAsync();
        var seen = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, chains).Select(async _ =>
        {
            for (var n = 0; n < length; n++)
            {
                var delivery = await receiver.NextAsync();
                seen.Add(delivery.Message.Id);
                var parts = delivery.Message.Id.Split('-');
                var step = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) + 1;
                await delivery.CompleteAsync(step < length ? [bench.Message($"{parts[0]}-{step}")] : Bench.Nothing);
            }
        }));
        Expect.Equal(chains * length, seen.Distinct().Count());
        await bench.NothingElseAsync(receiver);
    }
}
