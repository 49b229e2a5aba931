using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace TypedTasks.Emulator.DotNet.Tests.Administration;

public sealed class ForwardingTests : IAsyncLifetime
{
    private Service service = null!;
    private ServiceBusAdministrationClient client = null!;

    public async Task InitializeAsync()
    {
        service = await Service.StartAsync("sink");
        client = service.Administration;
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task A_queue_forwards_to_another()
    {
        await client.CreateQueueAsync(new CreateQueueOptions("q") { ForwardTo = "sink" });
        Assert.EndsWith("/sink", (await client.GetQueueAsync("q")).Value.ForwardTo, StringComparison.Ordinal);
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x"));
        Assert.Equal(["x"], await service.Client.DrainAsync("sink", 1));
    }

    [Fact]
    public async Task Forwarding_to_nothing_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateQueueAsync(new CreateQueueOptions("q") { ForwardTo = "nowhere" }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateQueueAsync(new CreateQueueOptions("q") { ForwardDeadLetteredMessagesTo = "nowhere" }));
        Assert.False((await client.QueueExistsAsync("q")).Value);
    }

    [Fact]
    public async Task Forwarding_to_itself_is_refused_in_any_case()
    {
        var queue = (await client.CreateQueueAsync("Mine")).Value;
        // The client knows its own name; by an address it does not.
        queue.ForwardTo = "sb://127.0.0.1/mine";
        await Assert.ThrowsAsync<ArgumentException>(() => client.UpdateQueueAsync(queue));
        queue.ForwardTo = null;
        queue.ForwardDeadLetteredMessagesTo = "sb://127.0.0.1/MINE";
        await Assert.ThrowsAsync<ArgumentException>(() => client.UpdateQueueAsync(queue));
    }

    [Fact]
    public async Task Forwarding_in_a_circle_is_refused()
    {
        await client.CreateQueueAsync(new CreateQueueOptions("c") { ForwardTo = "sink" });
        await client.CreateQueueAsync(new CreateQueueOptions("b") { ForwardTo = "c" });
        var sink = (await client.GetQueueAsync("sink")).Value;
        sink.ForwardTo = "B";
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => client.UpdateQueueAsync(sink));
        Assert.Contains("sink to B to c to sink", refusal.Message, StringComparison.Ordinal);
        sink.ForwardTo = null;
        sink.ForwardDeadLetteredMessagesTo = "b";
        await Assert.ThrowsAsync<ArgumentException>(() => client.UpdateQueueAsync(sink));
    }

    [Fact]
    public async Task A_subscription_does_not_forward_to_its_own_topic_nor_round_to_it()
    {
        await client.CreateTopicAsync("t");
        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateSubscriptionAsync(new CreateSubscriptionOptions("t", "s") { ForwardTo = "sb://127.0.0.1/T" }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateSubscriptionAsync(new CreateSubscriptionOptions("t", "s") { ForwardDeadLetteredMessagesTo = "sb://127.0.0.1/t" }));
        await client.CreateQueueAsync(new CreateQueueOptions("q") { ForwardTo = "t" });
        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateSubscriptionAsync(new CreateSubscriptionOptions("t", "s") { ForwardTo = "q" }));
        await client.CreateSubscriptionAsync(new CreateSubscriptionOptions("t", "s") { ForwardTo = "sink" });
    }

    [Fact]
    public async Task What_is_forwarded_to_was_deleted_meanwhile_and_messages_wait_where_they_can_be_found()
    {
        await client.CreateQueueAsync("gone");
        await client.CreateQueueAsync(new CreateQueueOptions("q") { ForwardTo = "gone" });
        await client.DeleteQueueAsync("gone");
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x"));
        Assert.Equal(1, (await client.GetQueueRuntimePropertiesAsync("q")).Value.TransferDeadLetterMessageCount);
    }

    public static TheoryData<string, ServiceBusEmulatorOptions> Wrong => new()
    {
        { "nothing", With(new QueueOptions { Name = "a", ForwardTo = "b" }) },
        { "nothing for dead letters", With(new QueueOptions { Name = "a", ForwardDeadLetteredMessagesTo = "b" }) },
        { "itself", With(new QueueOptions { Name = "a", ForwardTo = "A" }) },
        { "itself for dead letters", With(new QueueOptions { Name = "a", ForwardDeadLetteredMessagesTo = "A" }) },
        { "a circle of two", With(new QueueOptions { Name = "a", ForwardTo = "B" }, new QueueOptions { Name = "b", ForwardTo = "A" }) },
        { "a circle of three", With(new QueueOptions { Name = "a", ForwardTo = "b" }, new QueueOptions { Name = "b", ForwardDeadLetteredMessagesTo = "c" }, new QueueOptions { Name = "c", ForwardTo = "a" }) },
        { "its own topic", With(new TopicOptions { Name = "t", Subscriptions = { new SubscriptionOptions { Name = "s", ForwardTo = "T" } } }) },
        { "a circle by a topic", With([new QueueOptions { Name = "a", ForwardTo = "t" }], new TopicOptions { Name = "t", Subscriptions = { new SubscriptionOptions { Name = "s", ForwardTo = "a" } } }) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task An_emulator_does_not_start_with_what_forwards_to(string what, ServiceBusEmulatorOptions options)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => ServiceBusEmulator.StartAsync(options));
        Assert.True(refusal.Message.Contains("ForwardTo", StringComparison.Ordinal) || refusal.Message.Contains("ForwardDeadLetteredMessagesTo", StringComparison.Ordinal), what);
    }

    [Fact]
    public void Nor_is_such_an_entity_added_later()
    {
        Assert.Throws<ArgumentException>(() => service.Emulator.AddQueue(new QueueOptions { Name = "a", ForwardTo = "nowhere" }));
        Assert.Throws<ArgumentException>(() => service.Emulator.AddTopic(new TopicOptions { Name = "t", Subscriptions = { new SubscriptionOptions { Name = "s", ForwardTo = "t" } } }));
        service.Emulator.AddQueue(new QueueOptions { Name = "a", ForwardTo = "Sink" });
    }

    private static ServiceBusEmulatorOptions With(params QueueOptions[] queues)
    {
        var options = new ServiceBusEmulatorOptions();
        foreach (var queue in queues)
            options.Queues.Add(queue);
        return options;
    }

    private static ServiceBusEmulatorOptions With(TopicOptions topic) => With([], topic);

    private static ServiceBusEmulatorOptions With(QueueOptions[] queues, TopicOptions topic)
    {
        var options = With(queues);
        options.Topics.Add(topic);
        return options;
    }
}
