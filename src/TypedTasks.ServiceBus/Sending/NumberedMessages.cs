using Azure.Messaging.ServiceBus;
using TypedTasks.ServiceBus.Clients;
using TypedTasks.ServiceBus.Messages;
using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Sending;

/// <summary>Schedules messages so that their sequence numbers are known, and takes them back.</summary>
internal sealed class NumberedMessages(ClientContext context, ServiceBusClient client, SenderSet senders)
{
    /// <summary>Schedules once; nothing is repeated, because sending the same id again does no harm and may be left to others.</summary>
    public async ValueTask<long> ScheduleAsync(TaskMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await senders.Of(message.Queue)
                .ScheduleMessageAsync(SentMessages.Write(message), message.NotBefore!.Value, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw context.Failure.Of(e, "Scheduling a message", message.Queue);
        }
    }

    /// <summary>Takes it back, unless another message has the number by now or it is due.</summary>
    public async ValueTask<bool> CancelAsync(string queue, string messageId, long number, CancellationToken cancellationToken)
    {
        try
        {
            await using var receiver = client.CreateReceiver(queue);
            var found = await receiver.PeekMessageAsync(number, cancellationToken).ConfigureAwait(false);
            if (found is not { State: ServiceBusMessageState.Scheduled } || found.SequenceNumber != number || found.MessageId != messageId)
                return false;
            await senders.Of(queue).CancelScheduledMessageAsync(number, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ServiceBusException e) when (e.Reason is ServiceBusFailureReason.MessageNotFound)
        {
            // It became due in between.
            return false;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw context.Failure.Of(e, "Taking a scheduled message back", queue);
        }
    }
}
