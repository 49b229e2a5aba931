using System.Globalization;
using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Connections;

/// <summary>Messages on their way from one entity to another, where that takes time.</summary>
public sealed class TransferTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_committed_message_arrives_when_its_time_is_over()
    {
        await using var service = await StartAsync();
        await HandOnAsync(service, "a", "x");
        var found = (await service.Administration.GetQueueRuntimePropertiesAsync("a")).Value;
        Assert.Equal((0, 1L), (service.Active("sink"), found.TransferMessageCount));
        service.Time.Advance(Delay - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, service.Active("sink"));
        service.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, service.Active("sink"));
        Assert.Equal(0, (await service.Administration.GetQueueRuntimePropertiesAsync("a")).Value.TransferMessageCount);
    }

    [Fact]
    public async Task What_an_entity_forwards_is_under_way_too()
    {
        await using var service = await StartAsync();
        await service.Client.CreateSender("forwarding").SendMessageAsync(new ServiceBusMessage("x"));
        Assert.Equal((0, 0), (service.Active("forwarding"), service.Active("sink")));
        service.Time.Advance(Delay);
        Assert.Equal(["x"], await service.Client.DrainAsync("sink", 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Those_of_one_entity_stay_in_order_and_those_of_two_do_not(int seed)
    {
        await using var service = await StartAsync(options => (options.ReordersTransfers, options.TransferSeed) = (true, seed));
        for (var i = 0; i < 20; i++)
            await HandOnAsync(service, i % 2 == 0 ? "a" : "b", i.ToString(CultureInfo.InvariantCulture));
        var arrived = new List<int>();
        for (var step = 0; step < 100; step++)
        {
            service.Time.Advance(Delay / 100);
            for (var count = service.Active("sink"); count > 0; count--)
                arrived.Add(int.Parse((await service.Client.DrainAsync("sink", 1))[0], CultureInfo.InvariantCulture));
        }

        Assert.Equal(20, arrived.Count);
        foreach (var rest in new[] { 0, 1 })
            Assert.Equal(arrived.Where(i => i % 2 == rest).Order(), arrived.Where(i => i % 2 == rest));
        Assert.NotEqual(arrived.Order(), arrived);
    }

    [Fact]
    public async Task Without_a_delay_a_message_has_arrived_with_the_commit()
    {
        await using var service = await StartAsync(options => options.TransferDelay = TimeSpan.Zero);
        await HandOnAsync(service, "a", "x");
        Assert.Equal(1, service.Active("sink"));
    }

    [Fact]
    public async Task What_cannot_arrive_lies_in_the_transfer_dead_letter_queue()
    {
        await using var service = await StartAsync();
        await HandOnAsync(service, "a", "x");
        await service.Administration.DeleteQueueAsync("forwarding");
        await service.Administration.DeleteQueueAsync("sink");
        service.Time.Advance(Delay);
        Assert.Equal(1, service.Counts("a").TransferDeadLetter);
    }

    private static Task<Service> StartAsync(Action<ServiceBusEmulatorOptions>? configure = null) => Service.StartAsync(options =>
    {
        options.TransferDelay = Delay;
        foreach (var name in new[] { "a", "b", "sink" })
            options.Queues.Add(new QueueOptions { Name = name, RequiresDuplicateDetection = false });
        options.Queues.Add(new QueueOptions { Name = "forwarding", ForwardTo = "sink" });
        configure?.Invoke(options);
    });

    private static async Task HandOnAsync(Service service, string via, string body)
    {
        await using var client = new ServiceBusClient(service.Emulator.ConnectionString, new ServiceBusClientOptions { EnableCrossEntityTransactions = true });
        await service.Client.CreateSender(via).SendMessageAsync(new ServiceBusMessage("in"));
        var receiver = client.CreateReceiver(via);
        var message = await receiver.OneAsync();
        using var scope = Service.Transaction();
        await receiver.CompleteMessageAsync(message);
        await client.CreateSender("sink").SendMessageAsync(new ServiceBusMessage(body));
        scope.Complete();
    }
}
