namespace TypedTasks.Emulator.Entities;

/// <summary>How messages that were checked before get into a queue. Everything here runs inside the broker's lock.</summary>
internal static class Intake
{
    /// <summary>Takes a message from a client; returns its sequence number, zero for a duplicate.</summary>
    public static long Admit(MessageQueue queue, MessageContent content, long reservedSequence = 0) =>
        queue.Recalls(content) ? 0 : Begin(queue, new(content) { SequenceNumber = reservedSequence }, queue.Broker.FromClients(content.ScheduledFor));

    /// <summary>Takes a message that another entity passes on, which has its time behind it unless one is given.</summary>
    public static void AdmitPassed(
        MessageQueue queue, MessageContent content, int hops, long enqueuedSequence, string? deadLetterSource = null, long notAfter = long.MaxValue, long dueAt = 0)
    {
        if (queue.Recalls(content))
            return;
        var message = new BrokerMessage(content)
        {
            Hops = hops,
            EnqueuedSequenceNumber = enqueuedSequence,
            DeadLetterSource = deadLetterSource,
            ExpiresAt = notAfter,
        };
        Begin(queue, message, dueAt);
    }

    /// <summary>Takes a message that an operator puts into the queue, as a new one, although its id may have been seen.</summary>
    public static void Put(MessageQueue queue, MessageContent content) => Begin(queue, new(content), dueAt: 0);

    private static long Begin(MessageQueue queue, BrokerMessage message, long dueAt)
    {
        if (queue.Options.DefaultTimeToLive is { } most && message.Content.TimeToLive > most.TotalMilliseconds)
            message.Content = MessageRewriter.WithTimeToLive(message.Content, (long)most.TotalMilliseconds);
        message.EnqueuedAt = queue.Broker.Now;
        if (message.SequenceNumber == 0)
            message.SequenceNumber = queue.Reserve();
        if (message.EnqueuedSequenceNumber == 0)
            message.EnqueuedSequenceNumber = message.SequenceNumber;
        queue.Facts.AccessedAt = queue.Broker.Now;
        queue.Begin(message, dueAt);
        return message.SequenceNumber;
    }
}
