using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using TypedTasks.ServiceBus.Clients;
using TypedTasks.ServiceBus.Messages;
using TypedTasks.ServiceBus.Wire;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>Looks at messages by receivers that open no link.</summary>
internal sealed class ClientPeek(ClientContext context, ServiceBusClient client) : IMessagePeek
{
    private readonly ConcurrentDictionary<string, ServiceBusReceiver> receivers = new(StringComparer.OrdinalIgnoreCase);

    public async ValueTask<(IReadOnlyList<PeekedMessage> Messages, long Next)> PageAsync(
        string address, long from, int count, string queue, string action, CancellationToken cancellationToken)
    {
        try
        {
            var receiver = receivers.GetOrAdd(address, static (name, open) => open.CreateReceiver(name), client);
            var messages = await receiver.PeekMessagesAsync(count, from, cancellationToken).ConfigureAwait(false);
            foreach (var message in messages)
                from = Math.Max(from, message.SequenceNumber + 1);
            return ([.. messages.Select(m => Peeked(m, queue))], from);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw context.Failure.Of(e, action, queue);
        }
    }

    private static PeekedMessage Peeked(ServiceBusReceivedMessage message, string queue) => new(
        ReceivedMessages.Read(message, queue),
        message.State == ServiceBusMessageState.Scheduled,
        message.EnqueuedTime,
        ReceivedMessages.ApplicationText(message, MessageNames.DeadLetterReason),
        ReceivedMessages.ApplicationText(message, MessageNames.DeadLetterDescription));
}
