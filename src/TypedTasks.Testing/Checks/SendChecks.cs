using TypedTasks.Transport;

namespace TypedTasks.Testing;

internal static class SendChecks
{
    public static readonly ContractCheck<TransportContractHost>[] All =
    [
        new("A message arrives with everything on it", ContentAsync),
        new("A message that was sent on tells how often, since when and why", SentOnAsync),
        new("A message without the optional parts arrives without them", BareAsync),
        new("Sending nothing does nothing", NothingAsync),
        new("Messages go to the queues that they name", QueuesAsync),
        new("A message id that was sent before is accepted and dropped", DuplicateAsync),
        new("The same id in another queue is another message", OtherQueueAsync),
        new("A scheduled message is held back until its time", ScheduledAsync),
        new("A message whose time has passed comes at once", PastAsync),
        new("A hundred messages sent at once all arrive", ManyAsync),
        new("A message that is larger than the broker takes is refused for good, and sends nothing with it", TooLargeAsync),
        new("A caller who has given up sends nothing", GivenUpAsync),
        new("The endpoint has a name", EndpointAsync),
    ];

    private static async Task ContentAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        var sent = new TaskMessage
        {
            Id = new string('i', 128),
            Queue = bench.Queue,
            FlowId = "flow-1",
            Subject = "photos.resize",
            Step = "0.2.1",
            Attempt = 3,
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Body = Given.Utf8("""{"text":"grüße, 世界"}"""),
        };
        await bench.SendAsync(sent);
        await using var receiver = await bench.OpenAsync();
        var delivery = await receiver.NextAsync();
        Given.SameMessage(sent, delivery.Message);
        Expect.Equal(0, delivery.DeliveryCount);
        Expect.True(!delivery.LockLost.IsCancellationRequested);
        await delivery.CompleteAsync(Bench.Nothing);
    }

    private static async Task SentOnAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        var sent = new TaskMessage
        {
            Id = "m~3",
            Queue = bench.Queue,
            FlowId = "f",
            Subject = "s",
            Step = "",
            Deferral = 3,
            FirstArrivedAt = new(2030, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
            HandBacks = 2,
            Deliveries = 3,
            HasStart = true,
            Body = Given.Utf8("{}"),
        };
        await bench.SendAsync(sent);
        await using var receiver = await bench.OpenAsync();
        var delivery = await receiver.NextAsync();
        Given.SameMessage(sent, delivery.Message);
        await delivery.CompleteAsync(Bench.Nothing);
    }

    private static async Task BareAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        var sent = new TaskMessage { Id = "m", Queue = bench.Queue, FlowId = "f", Subject = "s", Step = "", Body = Given.Utf8("{}") };
        await bench.SendAsync(sent);
        await using var receiver = await bench.OpenAsync();
        var delivery = await receiver.NextAsync();
        Given.SameMessage(sent, delivery.Message);
        await delivery.CompleteAsync(Bench.Nothing);
    }

    private static async Task NothingAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync();
        await using var receiver = await bench.OpenAsync();
        await bench.NothingElseAsync(receiver);
    }

    private static async Task QueuesAsync(TransportContractHost host)
    {
        var (one, two) = (await Bench.CreateAsync(host), await Bench.CreateAsync(host));
        await one.SendAsync(one.Message("1"), two.Message("2"), one.Message("3"));
        await using var first = await one.OpenAsync();
        await using var second = await two.OpenAsync();
        var deliveries = await first.NextAsync(2);
        Expect.Sequence(["1", "3"], deliveries.Select(static d => d.Message.Id).Order());
        var other = await second.NextAsync();
        Expect.Equal("2", other.Message.Id);
        foreach (var delivery in deliveries.Append(other))
            await delivery.CompleteAsync(Bench.Nothing);
    }

    private static async Task DuplicateAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync(bench.Message("m"), bench.Message("m"));
        await using var receiver = await bench.OpenAsync();
        await (await receiver.NextAsync()).CompleteAsync(Bench.Nothing);
        await bench.SendAsync(bench.Message("m"));
        await bench.NothingElseAsync(receiver);
    }

    private static async Task OtherQueueAsync(TransportContractHost host)
    {
        var (one, two) = (await Bench.CreateAsync(host), await Bench.CreateAsync(host));
        await one.SendAsync(one.Message("m"), two.Message("m"));
        foreach (var bench in new[] { one, two })
        {
            await using var receiver = await bench.OpenAsync();
            await (await receiver.NextAsync()).CompleteAsync(Bench.Nothing);
        }
    }

    private static async Task ScheduledAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await using var receiver = await bench.OpenAsync();
        var due = host.Time.GetUtcNow() + host.LockDuration;
        await bench.SendAsync(bench.Message("later", due));
        await bench.NothingElseAsync(receiver);
        var receive = receiver.NextAsync();
        await host.PassAsync(host.LockDuration);
        var delivery = await receive;
        Expect.Equal("later", delivery.Message.Id);
        Expect.Equal(0, delivery.DeliveryCount);
        Expect.True(host.Time.GetUtcNow() >= due.AddSeconds(-1));
        await delivery.CompleteAsync(Bench.Nothing);
    }

    private static async Task PastAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync(bench.Message("m", host.Time.GetUtcNow().AddMinutes(-1)));
        await using var receiver = await bench.OpenAsync();
        await (await receiver.NextAsync()).CompleteAsync(Bench.Nothing);
    }

    private static async Task ManyAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        var messages = bench.Messages(100);
        await bench.SendAsync(messages);
        await using var receiver = await bench.OpenAsync();
        HashSet<string> ids = [];
        foreach (var _ in messages)
        {
            var delivery = await receiver.NextAsync();
            ids.Add(delivery.Message.Id);
            await delivery.CompleteAsync(Bench.Nothing);
        }

        Expect.Equal(100, ids.Count);
    }

    private static async Task TooLargeAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        var limit = await host.Transport.GetMaxMessageBytesAsync(bench.Queue, CancellationToken.None);
        if (limit == int.MaxValue)
            return;
        await using var receiver = await bench.OpenAsync();
        await bench.SendAsync(bench.Message("fits", limit - 4096), bench.Message("fits as well", limit - 4096));
        var deliveries = await receiver.NextAsync(2);
        await Expect.ThrowsAsync<MessageTooLargeException>(() => bench.SendAsync(bench.Message("large", limit + 1)).AsTask());
        await Expect.ThrowsAsync<MessageTooLargeException>(() => deliveries[0].CompleteAsync([bench.Message("large", limit + 1)]).AsTask());
        await deliveries[1].CompleteAsync(Bench.Nothing);

        // It was not completed: it comes again.
        await (await receiver.NextAsync()).CompleteAsync(Bench.Nothing);
        await bench.NothingElseAsync(receiver);
    }

    private static async Task GivenUpAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await Expect.ThrowsAsync<OperationCanceledException>(
            () => host.Transport.SendAsync([bench.Message("m")], new(canceled: true)).AsTask());
        await using var receiver = await bench.OpenAsync();
        await bench.NothingElseAsync(receiver);
    }

    private static Task EndpointAsync(TransportContractHost host)
    {
        Expect.True(host.Transport.Endpoint.Length > 0);
        return Task.CompletedTask;
    }
}
