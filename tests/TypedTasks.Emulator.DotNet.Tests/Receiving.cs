using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests;

/// <summary>Receives exactly what a check says, or fails.</summary>
internal static class Receiving
{
    public static async Task<ServiceBusReceivedMessage> OneAsync(this ServiceBusReceiver receiver) =>
        await receiver.ReceiveMessageAsync(Service.Patience) ?? throw new TimeoutException("No message came.");

    public static async Task<List<ServiceBusReceivedMessage>> ManyAsync(this ServiceBusReceiver receiver, int count)
    {
        var all = new List<ServiceBusReceivedMessage>();
        while (all.Count < count)
        {
            var some = await receiver.ReceiveMessagesAsync(count - all.Count, Service.Patience);
            if (some.Count == 0)
                throw new TimeoutException($"{all.Count} of {count} messages came.");
            all.AddRange(some);
        }

        return all;
    }

    /// <summary>Receives what there is, message by message, and removes it.</summary>
    public static async Task<List<string>> DrainAsync(this ServiceBusClient client, string queue, int count)
    {
        await using var receiver = client.CreateReceiver(queue, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        return (await receiver.ManyAsync(count)).ConvertAll(Body);
    }

    public static string Body(this ServiceBusReceivedMessage message) => message.Body.ToString();
}
