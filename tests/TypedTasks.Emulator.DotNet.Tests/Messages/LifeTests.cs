using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Messages;

public sealed class LifeTests : IAsyncLifetime
{
    private Service service = null!;

    public async Task InitializeAsync() => service = await Service.StartAsync(options =>
    {
        options.Queues.Add(new QueueOptions { Name = "q", DefaultTimeToLive = TimeSpan.FromMinutes(10), DeadLetteringOnExpiration = true });
        options.Queues.Add(new QueueOptions { Name = "forgetful", DefaultTimeToLive = TimeSpan.FromMinutes(10) });
        options.Queues.Add(new QueueOptions { Name = "patient" });
        options.Queues.Add(new QueueOptions { Name = "months", DefaultTimeToLive = TimeSpan.FromDays(60) });
        options.Topics.Add(new TopicOptions
        {
            Name = "t",
            DefaultTimeToLive = TimeSpan.FromMinutes(30),
            Subscriptions = { new SubscriptionOptions { Name = "short", DefaultTimeToLive = TimeSpan.FromMinutes(5) }, new SubscriptionOptions { Name = "same" } },
        });
    });

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Theory]
    [InlineData("q", 1.0, 1.0)]
    [InlineData("q", 10.0, 10.0)]
    [InlineData("q", 60.0, 10.0)]
    [InlineData("q", null, 10.0)]
    [InlineData("patient", 60.0, 60.0)]
    [InlineData("patient", 100_000.0, 100_000.0)]
    [InlineData("months", 100_000.0, 86_400.0)]
    public async Task A_message_lives_no_longer_than_its_queue_lets_it(string queue, double? wished, double minutes)
    {
        var message = new ServiceBusMessage("x");
        if (wished is { } own)
            message.TimeToLive = TimeSpan.FromMinutes(own);
        await service.Client.CreateSender(queue).SendMessageAsync(message);
        var got = await service.Client.CreateReceiver(queue).OneAsync();
        Assert.Equal(TimeSpan.FromMinutes(minutes), got.TimeToLive);
        // The client adds a wished life to its own clock, which goes on.
        Assert.Equal(got.EnqueuedTime.AddMinutes(minutes), got.ExpiresAt, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Without_any_limit_a_message_lives_for_ever()
    {
        await service.Client.CreateSender("patient").SendMessageAsync(new ServiceBusMessage("x"));
        Assert.Equal(TimeSpan.MaxValue, (await service.Client.CreateReceiver("patient").OneAsync()).TimeToLive);
    }

    [Theory]
    [InlineData("short", 5)]
    [InlineData("same", 30)]
    public async Task A_copy_lives_no_longer_than_topic_and_subscription_let_it(string subscription, int minutes)
    {
        await service.Client.CreateSender("t").SendMessageAsync(new ServiceBusMessage("x") { TimeToLive = TimeSpan.FromHours(3) });
        Assert.Equal(TimeSpan.FromMinutes(minutes), (await service.Client.CreateReceiver("t", subscription).OneAsync()).TimeToLive);
    }

    [Fact]
    public async Task The_rest_of_a_message_is_not_touched_when_its_life_is_shortened()
    {
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("body")
        {
            TimeToLive = TimeSpan.FromHours(3),
            MessageId = "m",
            PartitionKey = "k",
            ContentType = "text/plain",
            ApplicationProperties = { ["n"] = 1L },
        });
        var got = await service.Client.CreateReceiver("q").OneAsync();
        Assert.Equal(("body", "m", "k", "text/plain", 1L), (got.Body(), got.MessageId, got.PartitionKey, got.ContentType, (long)got.ApplicationProperties["n"]));
    }

    [Fact]
    public async Task What_expires_is_dead_lettered_where_the_queue_says_so()
    {
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("old") { TimeToLive = TimeSpan.FromMinutes(1) });
        service.Time.Advance(TimeSpan.FromMinutes(1));
        var dead = await service.Client.CreateReceiver("q", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }).OneAsync();
        Assert.Equal(("old", "TTLExpiredException"), (dead.Body(), dead.DeadLetterReason));
    }

    [Fact]
    public async Task What_expires_is_gone_where_it_does_not()
    {
        await service.Client.CreateSender("forgetful").SendMessageAsync(new ServiceBusMessage("old"));
        service.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((0, 0), (service.Active("forgetful"), service.Counts("forgetful").DeadLetter));
    }
}
