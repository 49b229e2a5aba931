using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace TypedTasks.Emulator.DotNet.Tests.Clients;

/// <summary>A little of everything that a client does, to show that it reaches the emulator in some way.</summary>
internal static class Reach
{
    public const string ConnectionVariable = "EMULATOR_CONNECTION";
    private const int Large = 200_000;

    public static async Task ByMessagesAsync(string connectionString, ServiceBusClientOptions options)
    {
        await using var client = new ServiceBusClient(connectionString, options);
        await using var sender = client.CreateSender("q");
        await sender.SendMessageAsync(new ServiceBusMessage(new byte[Large]));
        await sender.CancelScheduledMessageAsync(await sender.ScheduleMessageAsync(new ServiceBusMessage("later"), DateTimeOffset.UtcNow.AddHours(1)));
        await using var receiver = client.CreateReceiver("q");
        var message = await receiver.ReceiveMessageAsync();
        if (message.Body.ToMemory().Length != Large)
            throw new InvalidDataException("The message is not what was sent.");
        using (var scope = Service.Transaction())
        {
            await receiver.CompleteMessageAsync(message);
            scope.Complete();
        }

        if (await receiver.PeekMessageAsync(0) is not null)
            throw new InvalidDataException("The message was completed and is there.");
    }

    public static async Task ByAdministrationAsync(ServiceBusAdministrationClient client)
    {
        await client.CreateQueueAsync("made");
        if ((await client.GetQueueAsync("made")).Value.Name != "made")
            throw new InvalidDataException("The queue is not the one that was made.");
        if (await client.GetQueuesAsync().CountAsync() != 2)
            throw new InvalidDataException("Two queues should be listed.");
        await client.DeleteQueueAsync("made");
    }
}
