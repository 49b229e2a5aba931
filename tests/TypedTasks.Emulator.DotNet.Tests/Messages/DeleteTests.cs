using System.Runtime.CompilerServices;
using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Messages;

public sealed class DeleteTests : IAsyncLifetime
{
    private Service service = null!;
    private ServiceBusReceiver receiver = null!;

    public async Task InitializeAsync()
    {
        service = await Service.StartAsync(options =>
        {
            options.Queues.Add(new QueueOptions { Name = "q", RequiresDuplicateDetection = false });
            options.Queues.Add(new QueueOptions { Name = "s", RequiresSession = true, RequiresDuplicateDetection = false });
        });
        receiver = service.Client.CreateReceiver("q");
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task The_oldest_are_deleted_as_many_as_asked_for()
    {
        await SendAsync(10);
        Assert.Equal(4, await DeleteMessagesAsync(receiver, 4));
        Assert.Equal(["4", "5"], (await receiver.PeekMessagesAsync(2)).Select(Receiving.Body));
    }

    [Fact]
    public async Task Nothing_to_delete_is_none()
    {
        Assert.Equal(0, await DeleteMessagesAsync(receiver, 10));
    }

    [Fact]
    public async Task Only_what_came_until_a_time_is_deleted()
    {
        await SendAsync(2);
        var between = service.Time.GetUtcNow().AddSeconds(30);
        service.Time.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(3);
        Assert.Equal(2, await DeleteMessagesAsync(receiver, 10, between));
        Assert.Equal(3, service.Active());
    }

    [Fact]
    public async Task What_is_locked_or_deferred_or_scheduled_stays()
    {
        await SendAsync(3);
        var first = await receiver.OneAsync();
        await receiver.DeferMessageAsync(await receiver.OneAsync());
        await using var sender = service.Client.CreateSender("q");
        await sender.ScheduleMessageAsync(new ServiceBusMessage("later"), service.Time.GetUtcNow().AddHours(1));
        Assert.Equal(1, await DeleteMessagesAsync(receiver, 10));
        Assert.Equal((1, 1, 1), (service.Active(), service.Counts().Deferred, service.Counts().Scheduled));
        await receiver.CompleteMessageAsync(first);
    }

    [Fact]
    public async Task A_queue_is_purged_in_as_many_steps_as_it_takes()
    {
        await SendAsync(1200);
        Assert.Equal(1200, await PurgeMessagesAsync(receiver));
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task Dead_letters_are_deleted()
    {
        await SendAsync(2);
        foreach (var message in await receiver.ManyAsync(2))
            await receiver.DeadLetterMessageAsync(message);
        await using var graves = service.Client.CreateReceiver("q", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        Assert.Equal(2, await DeleteMessagesAsync(graves, 10));
        Assert.Equal(0, service.Counts().DeadLetter);
    }

    [Fact]
    public async Task A_session_deletes_its_own()
    {
        await using var sender = service.Client.CreateSender("s");
        foreach (var session in new[] { "a", "b", "a" })
            await sender.SendMessageAsync(new ServiceBusMessage(session) { SessionId = session });
        await using var held = await service.Client.AcceptSessionAsync("s", "a");
        Assert.Equal(2, await DeleteMessagesAsync(held, 10));
        Assert.Equal(1, service.Active("s"));
    }

    [Fact]
    public async Task The_bytes_of_what_was_deleted_are_free_again()
    {
        await SendAsync(10);
        await DeleteMessagesAsync(receiver, 10);
        Assert.Equal(0, (await service.Administration.GetQueueRuntimePropertiesAsync("q")).Value.SizeInBytes);
    }

    // The client has the operations, and does not offer them yet.
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern Task<int> DeleteMessagesAsync(ServiceBusReceiver receiver, int messageCount, DateTimeOffset? beforeEnqueueTime = null, CancellationToken cancellationToken = default);

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern Task<int> PurgeMessagesAsync(ServiceBusReceiver receiver, DateTimeOffset? beforeEnqueueTime = null, CancellationToken cancellationToken = default);

    private async Task SendAsync(int count)
    {
        await using var sender = service.Client.CreateSender("q");
        await sender.SendMessagesAsync(Enumerable.Range(0, count).Select(i => new ServiceBusMessage($"{i}")));
    }
}
