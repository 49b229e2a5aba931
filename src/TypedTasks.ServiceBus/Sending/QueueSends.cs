using Azure.Messaging.ServiceBus;
using TypedTasks.ServiceBus.Messages;
using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Sending;

/// <summary>
/// Sends messages to one queue, as many at once as one transfer takes: those of one line together, and scheduled ones alone. One
/// transfer follows the other, so that lines keep their order.
/// </summary>
internal sealed class QueueSends(SenderSet senders, string queue, HashSet<TaskMessage>? accepted)
{
    // Properties, annotations and what is around a message in a batch; ids and keys have 128 characters at most.
    private const int MostAround = 2048;

    // Every tier takes that much, so nothing is to be measured.
    private const int AlwaysFits = 64 * 1024;
    private const int MostTogether = 200;
    private readonly ServiceBusSender sender = senders.Of(queue);

    public async Task RunAsync(ArraySegment<TaskMessage> messages, CancellationToken cancellationToken)
    {
        for (var start = 0; start < messages.Count;)
        {
            var run = messages.Slice(start, Together(messages[start..]));
            try
            {
                await SendAsync(run, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                throw senders.Context.Failure.Of(e, "Sending", queue);
            }

            start += run.Count;
        }
    }

    private static int Together(ArraySegment<TaskMessage> messages)
    {
        var first = messages[0];
        var count = 1;
        while (first.NotBefore is null && count < messages.Count && count < MostTogether
            && messages[count] is { NotBefore: null } next && next.OrderingKey == first.OrderingKey)
        {
            count++;
        }

        return count;
    }

    private async Task SendAsync(ArraySegment<TaskMessage> messages, CancellationToken cancellationToken)
    {
        if (messages.Count == 1)
        {
            await SendOneAsync(messages[0], cancellationToken).ConfigureAwait(false);
            return;
        }

        if (messages.Sum(static m => (long)m.Body.Length + MostAround) <= AlwaysFits)
        {
            await sender.SendMessagesAsync(messages.Select(SentMessages.Write), cancellationToken).ConfigureAwait(false);
            Accepted(messages);
            return;
        }

        for (var start = 0; start < messages.Count;)
            start += await SendMeasuredAsync(messages[start..], cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> SendMeasuredAsync(ArraySegment<TaskMessage> messages, CancellationToken cancellationToken)
    {
        using var batch = await sender.CreateMessageBatchAsync(cancellationToken).ConfigureAwait(false);
        var count = 0;
        while (count < messages.Count && batch.TryAddMessage(SentMessages.Write(messages[count])))
            count++;
        if (count < 2)
        {
            await SendOneAsync(messages[0], cancellationToken).ConfigureAwait(false);
            return 1;
        }

        await sender.SendMessagesAsync(batch, cancellationToken).ConfigureAwait(false);
        Accepted(messages[..count]);
        return count;
    }

    private async Task SendOneAsync(TaskMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendMessageAsync(SentMessages.Write(message), cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.MessageSizeExceeded)
        {
            var limit = await senders.MaxMessageBytesAsync(queue, cancellationToken).ConfigureAwait(false);
            throw MessageTooLargeException.Of(message.Id, queue, senders.Context.Endpoint, message.Body.Length, limit);
        }

        Accepted(new TaskMessage[] { message });
    }

    private void Accepted(ArraySegment<TaskMessage> messages)
    {
        if (accepted is null)
            return;
        lock (accepted)
            accepted.UnionWith(messages);
    }
}
