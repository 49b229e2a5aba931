using Azure.Core.Amqp;
using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Messages;

public sealed class SendTests
{
    /// <summary>Every type that the client takes as an application property.</summary>
    public static TheoryData<object> PropertyValues =>
    [
        true, (byte)200, (sbyte)-7, (short)-300, (ushort)60_000, -70_000, 4_000_000_000u, -5_000_000_000L, 18_000_000_000_000_000_000UL,
        1.5f, -2.25, 12.5m, 'x', "text", new string('l', 300), Guid.Parse("f3e5a1c2-0b7d-4c58-9f1e-2d3c4b5a6978"),
        new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), TimeSpan.FromMinutes(90.5),
        new Uri("https://example.org/a?b=c"),
    ];

    /// <summary>Every type that a body of one AMQP value may have.</summary>
    public static TheoryData<object> BodyValues => ["text", 42, -7L, 1.5, true, Guid.Parse("f3e5a1c2-0b7d-4c58-9f1e-2d3c4b5a6978"), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), (ushort)9];

    [Fact]
    public async Task Every_system_property_arrives()
    {
        await using var service = await Service.StartAsync("q");
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("body")
        {
            MessageId = "m-1",
            PartitionKey = "k",
            TransactionPartitionKey = "t",
            ReplyToSessionId = "rs",
            CorrelationId = "c",
            Subject = "s",
            To = "to",
            ContentType = "application/json",
            ReplyTo = "r",
            TimeToLive = TimeSpan.FromHours(2),
        });
        var got = await service.Client.CreateReceiver("q").OneAsync();
        Assert.Equal(
            ("m-1", "k", "t", "rs", "c", "s", "to", "application/json", "r", TimeSpan.FromHours(2)),
            (got.MessageId, got.PartitionKey, got.TransactionPartitionKey, got.ReplyToSessionId, got.CorrelationId, got.Subject, got.To, got.ContentType, got.ReplyTo, got.TimeToLive));
        Assert.Equal((1L, 1L, 1), (got.SequenceNumber, got.EnqueuedSequenceNumber, got.DeliveryCount));
        Assert.Equal(service.Time.GetUtcNow(), got.EnqueuedTime, TimeSpan.FromMilliseconds(1));
        Assert.Equal(service.Time.GetUtcNow().AddMinutes(1), got.LockedUntil, TimeSpan.FromMilliseconds(1));
        Assert.Equal(ServiceBusMessageState.Active, got.State);
    }

    [Theory]
    [MemberData(nameof(PropertyValues))]
    public async Task An_application_property_keeps_its_type(object value)
    {
        await using var service = await Service.StartAsync("q");
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("body") { ApplicationProperties = { ["p"] = value } });
        var got = await service.Client.CreateReceiver("q").OneAsync();
        Assert.Equal(value, got.ApplicationProperties["p"]);
    }

    [Theory]
    [MemberData(nameof(BodyValues))]
    public async Task A_body_of_one_value_arrives(object value)
    {
        await using var service = await Service.StartAsync("q");
        var message = new ServiceBusMessage(new AmqpAnnotatedMessage(AmqpMessageBody.FromValue(value)));
        await service.Client.CreateSender("q").SendMessageAsync(message);
        var got = await service.Client.CreateReceiver("q").OneAsync();
        Assert.True(got.GetRawAmqpMessage().Body.TryGetValue(out var body));
        Assert.Equal(value, body);
    }

    [Fact]
    public async Task A_body_of_sequences_arrives()
    {
        await using var service = await Service.StartAsync("q");
        var sent = AmqpMessageBody.FromSequence([[1, "two", 3.5], ["four"]]);
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage(new AmqpAnnotatedMessage(sent)));
        var got = await service.Client.CreateReceiver("q").OneAsync();
        Assert.True(got.GetRawAmqpMessage().Body.TryGetSequence(out var body));
        Assert.Equal([1, "two", 3.5, "four"], body!.SelectMany(part => part));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_000)]
    [InlineData(200_000)]
    public async Task A_body_of_any_length_arrives(int length)
    {
        await using var service = await Service.StartAsync("q");
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage(bytes));
        Assert.Equal(bytes, (await service.Client.CreateReceiver("q").OneAsync()).Body.ToArray());
    }

    [Fact]
    public async Task A_list_of_messages_arrives_in_order()
    {
        await using var service = await Service.StartAsync("q");
        await service.Client.CreateSender("q").SendMessagesAsync(Enumerable.Range(0, 50).Select(i => new ServiceBusMessage($"{i}")));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}"), await service.Client.DrainAsync("q", 50));
    }

    [Fact]
    public async Task A_batch_takes_what_fits_and_arrives_whole()
    {
        await using var service = await Service.StartAsync("q");
        var sender = service.Client.CreateSender("q");
        using var batch = await sender.CreateMessageBatchAsync();
        var count = 0;
        while (batch.TryAddMessage(new ServiceBusMessage(new byte[10_000])))
            count++;
        Assert.InRange(count, 24, 26);
        Assert.Equal(256 * 1024, batch.MaxSizeInBytes);
        await sender.SendMessagesAsync(batch);
        Assert.Equal(count, service.Active());
    }

    [Fact]
    public async Task A_batch_is_as_large_as_the_emulator_lets_messages_be()
    {
        await using var service = await Service.StartAsync(options =>
        {
            options.MaxMessageBytes = 8 * 1024;
            options.Queues.Add(new QueueOptions { Name = "q" });
        });
        using var batch = await service.Client.CreateSender("q").CreateMessageBatchAsync();
        Assert.Equal(8 * 1024, batch.MaxSizeInBytes);
    }

    [Fact]
    public async Task A_duplicate_is_accepted_and_dropped()
    {
        await using var service = await Service.StartAsync(options => options.Queues.Add(new QueueOptions { Name = "q", DuplicateDetectionWindow = TimeSpan.FromMinutes(5) }));
        var sender = service.Client.CreateSender("q");
        await sender.SendMessageAsync(new ServiceBusMessage("1") { MessageId = "same" });
        await sender.SendMessageAsync(new ServiceBusMessage("2") { MessageId = "same" });
        Assert.Equal(1, service.Active());
        service.Time.Advance(TimeSpan.FromMinutes(5));
        await sender.SendMessageAsync(new ServiceBusMessage("3") { MessageId = "same" });
        Assert.Equal(2, service.Active());
    }

    [Fact]
    public async Task Many_senders_at_once_lose_nothing()
    {
        await using var service = await Service.StartAsync("q");
        var senders = Enumerable.Range(0, 8).Select(_ => service.Client.CreateSender("q")).ToList();
        await Task.WhenAll(senders.SelectMany((sender, s) => Enumerable.Range(0, 25).Select(i => sender.SendMessageAsync(new ServiceBusMessage($"{s}-{i}")))));
        Assert.Equal(200, (await service.Client.DrainAsync("q", 200)).Distinct().Count());
    }

    [Fact]
    public async Task A_send_that_is_cancelled_before_it_begins_sends_nothing()
    {
        await using var service = await Service.StartAsync("q");
        var sender = service.Client.CreateSender("q");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sender.SendMessageAsync(new ServiceBusMessage("x"), new CancellationToken(canceled: true)));
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task What_was_received_can_be_sent_on()
    {
        await using var service = await Service.StartAsync("q", "next");
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("body") { MessageId = "m", ApplicationProperties = { ["n"] = 1 } });
        var got = await service.Client.CreateReceiver("q").OneAsync();
        await service.Client.CreateSender("next").SendMessageAsync(new ServiceBusMessage(got));
        var again = await service.Client.CreateReceiver("next").OneAsync();
        Assert.Equal(("m", "body", 1, 1), (again.MessageId, again.Body(), (int)again.ApplicationProperties["n"], again.DeliveryCount));
    }

    [Fact]
    public async Task A_throttled_send_is_tried_again_by_the_client()
    {
        await using var service = await Service.StartAsync("q");
        service.Emulator.Faults.Throttle("q", 2);
        var client = service.Connect(options => options.RetryOptions = new() { MaxRetries = 3, Delay = TimeSpan.FromMilliseconds(1), Mode = ServiceBusRetryMode.Fixed, CustomRetryPolicy = new AtOnce() });
        await client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x"));
        Assert.Equal(1, service.Active());
    }

    private sealed class AtOnce : ServiceBusRetryPolicy
    {
        public override TimeSpan CalculateTryTimeout(int attemptCount) => Service.Patience;

        public override TimeSpan? CalculateRetryDelay(Exception lastException, int attemptCount) => attemptCount <= 3 ? TimeSpan.Zero : null;
    }
}
