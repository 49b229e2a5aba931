using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using AuthorizationRights = Azure.Messaging.ServiceBus.Administration.AccessRights;

namespace TypedTasks.Emulator.DotNet.Tests.Administration;

public sealed class QueueAdministrationTests
{
    public static TheoryData<string> Schemes => Place.Schemes;

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task A_queue_is_made_read_changed_and_deleted(string scheme)
    {
        await using var place = await Place.StartAsync(scheme);
        var client = place.Client;
        Assert.False((await client.QueueExistsAsync("q")).Value);
        var made = (await client.CreateQueueAsync("q")).Value;
        Assert.Equal(("q", 10, TimeSpan.FromMinutes(1), false), (made.Name, made.MaxDeliveryCount, made.LockDuration, made.RequiresSession));
        Assert.True((await client.QueueExistsAsync("q")).Value);
        made.MaxDeliveryCount = 7;
        made.UserMetadata = "mine";
        Assert.Equal((7, "mine"), (await client.UpdateQueueAsync(made)).Value is var changed ? (changed.MaxDeliveryCount, changed.UserMetadata) : default);
        Assert.Equal(7, (await client.GetQueueAsync("Q")).Value.MaxDeliveryCount);
        await client.DeleteQueueAsync("q");
        Assert.False((await client.QueueExistsAsync("q")).Value);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Every_property_comes_back(string scheme)
    {
        await using var place = await Place.StartAsync(scheme);
        await place.Client.CreateQueueAsync("target");
        var options = new CreateQueueOptions("q")
        {
            LockDuration = TimeSpan.FromSeconds(45),
            MaxSizeInMegabytes = 2048,
            RequiresDuplicateDetection = true,
            DuplicateDetectionHistoryTimeWindow = TimeSpan.FromMinutes(2),
            DefaultMessageTimeToLive = TimeSpan.FromDays(3),
            DeadLetteringOnMessageExpiration = true,
            MaxDeliveryCount = 5,
            EnableBatchedOperations = false,
            AutoDeleteOnIdle = TimeSpan.FromHours(1),
            EnablePartitioning = true,
            UserMetadata = "meta",
            Status = Azure.Messaging.ServiceBus.Administration.EntityStatus.ReceiveDisabled,
            ForwardDeadLetteredMessagesTo = "target",
        };
        await place.Client.CreateQueueAsync(options);
        var read = (await place.Client.GetQueueAsync("q")).Value;
        Assert.EndsWith("/target", read.ForwardDeadLetteredMessagesTo, StringComparison.Ordinal);
        Assert.Equal(256, read.MaxMessageSizeInKilobytes);
        // The client writes addresses where names were given.
        options.ForwardDeadLetteredMessagesTo = read.ForwardDeadLetteredMessagesTo;
        options.MaxMessageSizeInKilobytes = read.MaxMessageSizeInKilobytes;
        Assert.Equal(options, new CreateQueueOptions(read));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Queues_are_listed_page_by_page(string scheme)
    {
        await using var place = await Place.StartAsync(scheme);
        foreach (var i in Enumerable.Range(0, 120))
            place.Emulator.AddQueue(new QueueOptions { Name = $"q{i:000}" });
        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"q{i:000}"), await place.Client.GetQueuesAsync().Select(queue => queue.Name).ToListAsync());
        Assert.Equal(120, await place.Client.GetQueuesRuntimePropertiesAsync().CountAsync());
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task A_queue_that_does_not_exist_is_not_found(string scheme)
    {
        await using var place = await Place.StartAsync(scheme);
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => place.Client.GetQueueAsync("q"));
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => place.Client.GetQueueRuntimePropertiesAsync("q"));
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => place.Client.DeleteQueueAsync("q"));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task A_name_is_taken_once(string scheme)
    {
        await using var place = await Place.StartAsync(scheme);
        await place.Client.CreateQueueAsync("q");
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityAlreadyExists, () => place.Client.CreateQueueAsync("Q"));
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityAlreadyExists, () => place.Client.CreateTopicAsync("q"));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task A_wrong_key_is_unauthorized(string scheme)
    {
        await using var place = await Place.StartAsync(scheme);
        var wrong = place.Emulator.AdministrationConnectionString!.Replace("SharedAccessKey=", "SharedAccessKey=x", StringComparison.Ordinal);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => place.Connect(wrong).GetQueueAsync("q"));
    }

    [Fact]
    public async Task Counts_and_sizes_hold_dead_letters_too()
    {
        await using var service = await Service.StartAsync("q");
        await service.Client.CreateSender("q").SendMessagesAsync(Enumerable.Range(0, 4).Select(_ => new ServiceBusMessage(new byte[1000])));
        await service.Client.CreateSender("q").ScheduleMessageAsync(new ServiceBusMessage(new byte[1000]), service.Time.GetUtcNow().AddHours(1));
        var receiver = service.Client.CreateReceiver("q");
        await receiver.DeadLetterMessageAsync(await receiver.OneAsync());
        await receiver.DeferMessageAsync(await receiver.OneAsync());
        var found = (await service.Administration.GetQueueRuntimePropertiesAsync("q")).Value;
        Assert.Equal((2L, 1L, 1L, 0L, 0L), (found.ActiveMessageCount, found.DeadLetterMessageCount, found.ScheduledMessageCount, found.TransferMessageCount, found.TransferDeadLetterMessageCount));
        Assert.InRange(found.SizeInBytes, 5000, 6000);
        await using var graves = service.Client.CreateReceiver("q", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter, ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        await graves.OneAsync();
        Assert.InRange((await service.Administration.GetQueueRuntimePropertiesAsync("q")).Value.SizeInBytes, 4000, 5000);
    }

    [Fact]
    public async Task When_it_was_made_changed_and_used_is_told()
    {
        await using var service = await Service.StartAsync(_ => { });
        var start = service.Time.GetUtcNow();
        var made = (await service.Administration.CreateQueueAsync("q")).Value;
        service.Time.Advance(TimeSpan.FromMinutes(1));
        await service.Administration.UpdateQueueAsync(made);
        service.Time.Advance(TimeSpan.FromMinutes(1));
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x"));
        var found = (await service.Administration.GetQueueRuntimePropertiesAsync("q")).Value;
        Assert.Equal(start, found.CreatedAt, TimeSpan.FromMilliseconds(1));
        Assert.Equal(start.AddMinutes(1), found.UpdatedAt, TimeSpan.FromMilliseconds(1));
        Assert.Equal(start.AddMinutes(2), found.AccessedAt, TimeSpan.FromMilliseconds(1));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Authorization_rules_are_kept_and_open_nothing(string scheme)
    {
        await using var place = await Place.StartAsync(scheme);
        var rule = new SharedAccessAuthorizationRule("reader", [AuthorizationRights.Listen]);
        var options = new CreateQueueOptions("q") { AuthorizationRules = { rule, new SharedAccessAuthorizationRule("all", [AuthorizationRights.Manage, AuthorizationRights.Send, AuthorizationRights.Listen]) } };
        Assert.Equal(options.AuthorizationRules, (await place.Client.CreateQueueAsync(options)).Value.AuthorizationRules);
        var read = (await place.Client.GetQueueAsync("q")).Value;
        Assert.Equal(options.AuthorizationRules, read.AuthorizationRules);
        read.AuthorizationRules.RemoveAt(1);
        Assert.Equal([rule], (await place.Client.UpdateQueueAsync(read)).Value.AuthorizationRules);
        var asReader = $"Endpoint=sb://127.0.0.1:{place.Emulator.HttpPort};SharedAccessKeyName=reader;SharedAccessKey={rule.PrimaryKey}{(scheme == "http" ? ";UseDevelopmentEmulator=true" : "")}";
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => place.Connect(asReader).GetQueueAsync("q"));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task The_namespace_describes_itself(string scheme)
    {
        await using var place = await Place.StartAsync(scheme);
        Assert.Equal(MessagingSku.Standard, (await place.Client.GetNamespacePropertiesAsync()).Value.MessagingSku);
    }

    [Fact]
    public async Task A_queue_can_be_disabled_and_enabled()
    {
        await using var service = await Service.StartAsync("q");
        var queue = (await service.Administration.GetQueueAsync("q")).Value;
        queue.Status = Azure.Messaging.ServiceBus.Administration.EntityStatus.Disabled;
        await service.Administration.UpdateQueueAsync(queue);
        await Fails.WithAsync(ServiceBusFailureReason.MessagingEntityDisabled, () => service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x")));
        queue.Status = Azure.Messaging.ServiceBus.Administration.EntityStatus.Active;
        await service.Administration.UpdateQueueAsync(queue);
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x"));
    }
}
