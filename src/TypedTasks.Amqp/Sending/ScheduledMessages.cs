using System.Collections;
using Amqp;
using Amqp.Framing;
using Amqp.Types;
using TypedTasks.Amqp.Links;
using TypedTasks.Amqp.Wire;
using TypedTasks.Transport;

namespace TypedTasks.Amqp.Sending;

/// <summary>Schedules messages on the management node of their queue, which tells their sequence numbers, and takes them back.</summary>
internal sealed class ScheduledMessages(BrokerContext context, SharedConnection connection)
{
    /// <summary>Schedules once; nothing is repeated, because sending the same id again does no harm and may be left to others.</summary>
    public async ValueTask<long?> ScheduleAsync(TaskMessage message, CancellationToken cancellationToken)
    {
        var transfer = MessageWriter.Write(message);
        var encoded = transfer.Encode();
        var entry = new Map { ["message-id"] = message.Id, ["message"] = encoded.Buffer.AsSpan(encoded.Offset, encoded.Length).ToArray() };
        if (transfer.Properties.GroupId is { } session)
            entry["session-id"] = session;
        var response = await RequestAsync(
            message.Queue, "com.microsoft:schedule-message", new() { ["messages"] = new List { entry } }, cancellationToken).ConfigureAwait(false);
        if (response.Status != 200)
            throw context.Failure.Of(response.ToError(), "Scheduling a message", message.Queue);
        return response.Body?["sequence-numbers"] is IList { Count: 1 } numbers && numbers[0] is long number ? number : null;
    }

    /// <summary>Takes it back, unless another message has the number by now or it is due.</summary>
    public async ValueTask<bool> CancelAsync(string queue, string messageId, long number, CancellationToken cancellationToken)
    {
        if (!await IsWaitingAsync(queue, messageId, number, cancellationToken).ConfigureAwait(false))
            return false;
        var response = await RequestAsync(
            queue,
            "com.microsoft:cancel-scheduled-message",
            new() { ["sequence-numbers"] = new[] { number } },
            cancellationToken).ConfigureAwait(false);
        if (response.Status is 200 or 202)
            return true;
        // It became due in between.
        if (response.Status == 404)
            return false;
        throw context.Failure.Of(response.ToError(), "Taking a scheduled message back", queue);
    }

    private async Task<bool> IsWaitingAsync(string queue, string messageId, long number, CancellationToken cancellationToken)
    {
        var response = await RequestAsync(
            queue,
            "com.microsoft:peek-message",
            new() { ["from-sequence-number"] = number, ["message-count"] = 1 },
            cancellationToken).ConfigureAwait(false);
        if (response.Status is not (200 or 204))
            throw context.Failure.Of(response.ToError(), "Looking at a scheduled message", queue);
        return response.Peeked().FirstOrDefault() is { } message
            && MessageReader.Annotation<long>(message, AnnotationNames.SequenceNumber) == number
            && MessageReader.IsScheduled(message)
            && MessageReader.Read(message, queue).Id == messageId;
    }

    private async Task<BrokerResponse> RequestAsync(string queue, string operation, Map body, CancellationToken cancellationToken)
    {
        var channel = await connection.GetChannelAsync(queue + "/$management", cancellationToken).ConfigureAwait(false);
        var request = new Message { ApplicationProperties = new(), BodySection = new AmqpValue { Value = body } };
        request.ApplicationProperties["operation"] = operation;
        return await channel.RequestAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
