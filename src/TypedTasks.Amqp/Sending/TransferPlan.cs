using Amqp;
using Amqp.Framing;
using TypedTasks.ServiceBus.Sending;
using TypedTasks.Amqp.Links;
using TypedTasks.Amqp.Wire;
using TypedTasks.Transport;

namespace TypedTasks.Amqp.Sending;

/// <summary>Cuts the messages for one queue into transfers: as few as fit, scheduled ones each alone, and no two ordering keys in one.</summary>
internal static class TransferPlan
{
    // A batch is refused whole, so it stays well below the limits: bytes of the envelope, and of each message in it.
    private const int EnvelopeSize = 512;
    private const int SectionSize = 8;

    // What properties and annotations make of a message at most: ids, names and a path of as many levels as there may be.
    private const int MostAround = 4 * 1024;
    private const int MaxBatchCount = 100;

    // Premium namespaces take messages of 100 MB, but batches of at most 1 MB.
    private const int MaxBatchSize = 1024 * 1024;

    /// <summary>Starts the transfers that carry the messages; the round hears of the broker's answers.</summary>
    /// <exception cref="TransportException">Not all could be started; those that were are in the list and part of the round.</exception>
    public static async ValueTask StartAsync(
        BrokerContext context,
        SenderLinks links,
        TaskMessage[] messages,
        SendRound round,
        List<PendingTransfer> transfers,
        DeliveryState? transaction,
        CancellationToken cancellationToken)
    {
        // Almost every send is of one message.
        if (messages is [var only])
        {
            var sender = await links.GetAsync(only.Queue, cancellationToken).ConfigureAwait(false);
            var message = WriteOne(context, sender, only);
            await sender.EnterAsync(cancellationToken).ConfigureAwait(false);
            Start(message, new(sender, round, messages), transfers, transaction);
            return;
        }

        foreach (var group in QueueGroups.Of(messages))
        {
            var sender = await links.GetAsync(group[0].Queue, cancellationToken).ConfigureAwait(false);
            foreach (var (message, slice) in Cut(context, sender, group))
            {
                await sender.EnterAsync(cancellationToken).ConfigureAwait(false);
                Start(message, new(sender, round, slice), transfers, transaction);
            }
        }
    }

    private static void Start(Message message, PendingTransfer transfer, List<PendingTransfer> transfers, DeliveryState? transaction)
    {
        transfers.Add(transfer);
        transfer.Start(message, transaction);
    }

    /// <summary>Yields each transfer with the slice of messages it carries.</summary>
    private static IEnumerable<(Message Transfer, ArraySegment<TaskMessage> Messages)> Cut(
        BrokerContext context, QueueSender sender, ArraySegment<TaskMessage> messages)
    {
        if (messages.Count == 1)
        {
            yield return (WriteOne(context, sender, messages[0]), messages);
            yield break;
        }

        var limit = Math.Min(sender.MaxMessageSize, MaxBatchSize);
        var encoded = new List<ByteBuffer>();
        var start = 0;
        var size = EnvelopeSize;
        for (var i = 0; i < messages.Count; i++)
        {
            var message = messages[i];
            if (message.NotBefore is not null)
            {
                if (encoded.Count > 0)
                    yield return Batch(messages.Slice(start, encoded.Count), encoded);
                yield return (WriteOne(context, sender, message), messages.Slice(i, 1));
                (start, size) = (i + 1, EnvelopeSize);
                encoded.Clear();
                continue;
            }

            var buffer = MessageWriter.Write(message).Encode();
            CheckSize(context, sender, message, buffer.Length);
            var isOtherLine = i > start && message.OrderingKey != messages[start].OrderingKey;
            if (encoded.Count == MaxBatchCount || isOtherLine || (encoded.Count > 0 && size + buffer.Length + SectionSize > limit))
            {
                yield return Batch(messages.Slice(start, encoded.Count), encoded);
                (start, size) = (i, EnvelopeSize);
                encoded.Clear();
            }

            encoded.Add(buffer);
            size += buffer.Length + SectionSize;
        }

        if (encoded.Count > 0)
            yield return Batch(messages.Slice(start, encoded.Count), encoded);
    }

    private static (Message Transfer, ArraySegment<TaskMessage> Messages) Batch(
        ArraySegment<TaskMessage> messages, List<ByteBuffer> encoded) =>
        messages.Count == 1
            ? (MessageWriter.Write(messages[0]), messages)
            : (MessageWriter.WriteBatch(messages, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(encoded)), messages);

    private static Message WriteOne(BrokerContext context, QueueSender sender, TaskMessage message)
    {
        var transfer = MessageWriter.Write(message);
        // Only near the limit is it worth knowing to the byte.
        if (message.Body.Length > sender.MaxMessageSize - MostAround)
            CheckSize(context, sender, message, message.Body.Length < sender.MaxMessageSize ? transfer.Encode().Length : message.Body.Length);
        return transfer;
    }

    private static void CheckSize(BrokerContext context, QueueSender sender, TaskMessage message, int size)
    {
        if (size > sender.MaxMessageSize)
            throw MessageTooLargeException.Of(message.Id, sender.Queue, context.Endpoint, size, sender.MaxMessageSize);
    }
}
