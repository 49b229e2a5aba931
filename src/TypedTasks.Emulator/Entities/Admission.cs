using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>Whether an entity can take messages; null, or what the client hears instead.</summary>
internal static class Admission
{
    public static AmqpError? Objection(MessageQueue queue, MessageContent content) =>
        SessionDesk.Objection(queue, content) ?? Refusal(queue, content.Size);

    /// <summary>A batch is taken whole or refused whole.</summary>
    public static AmqpError? Objection(MessageQueue queue, IReadOnlyList<MessageContent> batch) =>
        Refusal(queue, batch.Sum(content => content.Size))
        ?? batch.Select(content => SessionDesk.Objection(queue, content)).FirstOrDefault(objection => objection is not null);

    /// <summary>Why a message cannot be taken from another entity. Only clients are throttled: a broker waits for itself.</summary>
    public static AmqpError? LastingObjection(MessageQueue queue, MessageContent content) =>
        SessionDesk.Objection(queue, content) ?? Availability.OfSending(queue) ?? queue.Holdings.Refusal(content.Size);

    public static AmqpError? Refusal(MessageQueue queue, int size) =>
        queue.Faults?.Refusal() ?? Availability.OfSending(queue) ?? queue.Holdings.Refusal(size);
}
