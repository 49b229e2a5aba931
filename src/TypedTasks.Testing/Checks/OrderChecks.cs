using System.Globalization;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

internal static class OrderChecks
{
    public static readonly ContractCheck<TransportContractHost>[] All =
    [
        new("Messages with one ordering key come one at a time, in the order in which they were sent", OrderAsync),
        new("Messages with different ordering keys come side by side", SideBySideAsync),
        new("An abandoned message is not overtaken by one with the same ordering key", AbandonAsync),
        new("A message that is handed back comes next in its line, and its count does not rise", HandBackAsync),
        new("A dead-lettered message lets those behind it come", DeadLetterAsync),
        new("A message that is handed off stands at the end of its line", HandOffAsync),
        new("What a receiver held that is disposed of comes first to another", DisposedAsync),
        new("A message comes with its ordering key", KeyAsync),
        new("Two receivers keep every line in order, one message at a time", ManyAsync),
        new("A message without an ordering key is refused where all have one", RefusedAsync),
        new("A queue is opened in order or not, as it was made", KindAsync),
    ];

    private static async Task OrderAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateOrderedAsync(host);
        await bench.SendAsync(bench.Message("1", key: "a"), bench.Message("2", key: "a"));
        await bench.SendAsync(bench.Message("3", key: "a"));
        await using var receiver = await bench.OpenAsync();
        var one = await receiver.NextAsync();
        Expect.Equal("1", one.Message.Id);

        // Nothing else of the line comes, whoever asks: this one is not in it.
        await bench.SendAsync(bench.Message("beside", key: "b"));
        var beside = await receiver.NextAsync();
        Expect.Equal("beside", beside.Message.Id);
        await beside.CompleteAsync(Bench.Nothing);
        await one.CompleteAsync(Bench.Nothing);
        foreach (var id in new[] { "2", "3" })
            await CompleteNextAsync(receiver, id);
    }

    private static async Task SideBySideAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateOrderedAsync(host);
        await bench.SendAsync([.. Enumerable.Range(0, 8).Select(i => bench.Message($"{i}", key: $"key-{i}"))]);
        await using var receiver = await bench.OpenAsync();
        var held = await receiver.NextAsync(8);
        Expect.Equal(8, held.Select(static d => d.Message.OrderingKey).Distinct().Count());
        foreach (var delivery in held)
            await delivery.CompleteAsync(Bench.Nothing);
    }

    private static async Task AbandonAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateOrderedAsync(host);
        await bench.SendAsync(bench.Message("1", key: "a"), bench.Message("2", key: "a"));
        await using var receiver = await bench.OpenAsync();
        await (await receiver.NextAsync()).AbandonAsync();
        var again = await receiver.NextAsync();
        Expect.Equal("1", again.Message.Id);
        Expect.Equal(1, again.DeliveryCount);
        await again.CompleteAsync(Bench.Nothing);
        var next = await receiver.NextAsync();
        Expect.Equal("2", next.Message.Id);
        Expect.Equal(0, next.DeliveryCount);
        await next.CompleteAsync(Bench.Nothing);
    }

    private static async Task HandBackAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateOrderedAsync(host);
        await bench.SendAsync(bench.Message("1", key: "a"), bench.Message("2", key: "a"));
        await using var receiver = await bench.OpenAsync();
        for (var times = 0; times < 3; times++)
        {
            var delivery = await receiver.NextAsync();
            Expect.Equal("1", delivery.Message.Id);
            Expect.Equal(0, delivery.DeliveryCount);
            await delivery.HandBackAsync();
        }

        // What was counted before stays counted.
        await (await receiver.NextAsync()).AbandonAsync();
        await (await receiver.NextAsync()).HandBackAsync();
        var again = await receiver.NextAsync();
        Expect.Equal("1", again.Message.Id);
        Expect.Equal(1, again.DeliveryCount);
        await again.CompleteAsync(Bench.Nothing);
        await (await receiver.NextAsync()).CompleteAsync(Bench.Nothing);
    }

    private static async Task DeadLetterAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateOrderedAsync(host);
        await bench.SendAsync(bench.Message("1", key: "a"), bench.Message("2", key: "a"));
        await using var receiver = await bench.OpenAsync();
        await (await receiver.NextAsync()).DeadLetterAsync("Broken", "It cannot be run.");
        await CompleteNextAsync(receiver, "2");
        var letter = (await host.Transport.PeekDeadLettersAsync(bench.Queue, null, CancellationToken.None)).Messages.Single();
        Expect.Equal(("1", "a"), (letter.Message.Id, letter.Message.OrderingKey));
    }

    private static async Task HandOffAsync(TransportContractHost host)
    {
        var (ordered, plain) = (await Bench.CreateOrderedAsync(host), await Bench.CreateAsync(host));
        await ordered.SendAsync(ordered.Message("1", key: "a"), ordered.Message("2", key: "a"));
        await using var receiver = await ordered.OpenAsync();
        await using var other = await plain.OpenAsync();
        await (await receiver.NextAsync()).CompleteAsync([ordered.Message("3", key: "a"), plain.Message("out"), ordered.Message("4", key: "b")]);
        HashSet<string> ids = [];
        List<string> line = [];
        for (var i = 0; i < 3; i++)
        {
            var delivery = await receiver.NextAsync();
            ids.Add(delivery.Message.Id);
            if (delivery.Message.OrderingKey == "a")
                line.Add(delivery.Message.Id);
            await delivery.CompleteAsync(Bench.Nothing);
        }

        Expect.Sequence(["2", "3"], line);
        Expect.True(ids.Contains("4"));
        var back = await other.NextAsync();
        Expect.Equal("out", back.Message.Id);
        await back.CompleteAsync([ordered.Message("5", key: "a")]);
        await CompleteNextAsync(receiver, "5");
    }

    private static async Task DisposedAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateOrderedAsync(host);
        await bench.SendAsync(bench.Message("1", key: "a"), bench.Message("2", key: "a"));
        var first = await bench.OpenAsync();
        var held = await first.NextAsync();
        await first.DisposeAsync();
        Expect.True(held.LockLost.IsCancellationRequested);
        await using var second = await bench.OpenAsync();
        var next = second.NextAsync();
        await host.PassAsync(host.LockDuration);
        var again = await next;
        Expect.Equal("1", again.Message.Id);
        Expect.Equal(1, again.DeliveryCount);
        await Expect.ThrowsAsync<LockLostException>(() => held.CompleteAsync(Bench.Nothing).AsTask());
        await again.CompleteAsync(Bench.Nothing);
        await CompleteNextAsync(second, "2");
    }

    private static async Task KeyAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateOrderedAsync(host);
        var longest = new string('ü', 128);
        await bench.SendAsync(bench.Message("1", key: longest));
        await using var receiver = await bench.OpenAsync();
        var delivery = await receiver.NextAsync();
        Expect.Equal(longest, delivery.Message.OrderingKey);
        await delivery.CompleteAsync(Bench.Nothing);
    }

    private static async Task ManyAsync(TransportContractHost host)
    {
        const int keys = 30;
        const int length = 10;
        var bench = await Bench.CreateOrderedAsync(host);
        for (var i = 0; i < length; i++)
            await bench.SendAsync([.. Enumerable.Range(0, keys).Select(k => bench.Message($"{k}-{i}", key: $"key-{k}"))]);
        await using var first = await bench.OpenAsync();
        await using var second = await bench.OpenAsync();
        var running = new int[keys];
        var next = new int[keys];
        var done = 0;
        var slots = new[] { first, first, first, second, second, second }.Select(async receiver =>
        {
            while (await receiver.ReceiveAsync(CancellationToken.None) is { } delivery)
            {
                var parts = delivery.Message.Id.Split('-').Select(static p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
                Expect.Equal(1, Interlocked.Increment(ref running[parts[0]]), "how many of a key run");
                await Task.Yield();
                Expect.Equal(next[parts[0]]++, parts[1], "the next of a key");
                Interlocked.Decrement(ref running[parts[0]]);
                await delivery.CompleteAsync(Bench.Nothing);
                if (Interlocked.Increment(ref done) < keys * length)
                    continue;
                await first.StopAsync(CancellationToken.None);
                await second.StopAsync(CancellationToken.None);
            }
        }).ToArray();
        // All of them end together; the first that ends says whether something is wrong.
        await await Task.WhenAny(slots);
        await Task.WhenAll(slots);
        Expect.Equal(keys * length, done);
    }

    private static async Task RefusedAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateOrderedAsync(host);
        await using var receiver = await bench.OpenAsync();
        var e = await Expect.ThrowsAsync<TransportException>(() => bench.SendAsync(bench.Message("1")).AsTask());
        Expect.Equal(false, e.IsTransient);
    }

    private static async Task KindAsync(TransportContractHost host)
    {
        var (ordered, plain) = (await Bench.CreateOrderedAsync(host), await Bench.CreateAsync(host));
        await ordered.SendAsync(ordered.Message("1", key: "a"));
        await plain.SendAsync(plain.Message("1"));
        await (await plain.OpenAsync()).DisposeAsync();
        foreach (var (queue, wrong) in new[] { (plain.Queue, true), (ordered.Queue, false) })
        {
            var e = await Expect.ThrowsAsync<TransportException>(
                () => host.Transport.OpenReceiverAsync(queue, new(1, 0) { Ordered = wrong }, CancellationToken.None).AsTask());
            Expect.Equal(false, e.IsTransient);
        }
    }

    private static async Task CompleteNextAsync(IReceiver receiver, string id)
    {
        var delivery = await receiver.NextAsync();
        Expect.Equal(id, delivery.Message.Id);
        await delivery.CompleteAsync(Bench.Nothing);
    }
}
