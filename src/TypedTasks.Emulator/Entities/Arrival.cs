namespace TypedTasks.Emulator.Entities;

/// <summary>A message that another entity passed on: it is taken, or lies in the transfer dead-letter queue of where it came from.</summary>
internal static class Arrival
{
    private const int MaxHops = 4;

    public static void Of(Broker broker, MessageQueue source, string destination, BrokerMessage message)
    {
        var target = broker.Directory.FindTarget(destination);
        var (reason, description) = Obstacle(target, destination, message);
        if (reason is null)
        {
            broker.Meter.Forward(message.Content);
            // What was forwarded has had its time; what went by way of another entity waits for it here.
            var dueAt = message.Hops > 0 ? 0 : broker.FromClients(message.Content.ScheduledFor);
            Intake.AdmitPassed(target!, message.Content, message.Hops, message.EnqueuedSequenceNumber, message.DeadLetterSource, dueAt: dueAt);
            return;
        }

        source.TransferDeadLetters.Accept(new BrokerMessage(
            MessageRewriter.WithProperties(message.Content, Outcome.DeadLetter(reason, description).Properties!))
        {
            EnqueuedAt = broker.Now,
            DeadLetterSource = message.DeadLetterSource ?? source.Path,
        });
    }

    private static (string? Reason, string? Description) Obstacle(MessageQueue? target, string destination, BrokerMessage message)
    {
        if (message.Hops > MaxHops)
            return ("MaxTransferHopCountExceeded", $"The message passed more than {MaxHops} entities by forwarding.");
        if (target is null)
            return ("TransferDestinationNotFound", $"The entity '{destination}' could not be found.");
        return Admission.LastingObjection(target, message.Content) is { } refusal ? ("TransferDestinationRefused", refusal.Description) : (null, null);
    }
}
