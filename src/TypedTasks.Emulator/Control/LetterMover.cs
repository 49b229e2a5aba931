using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Control;

/// <summary>Takes messages out of a dead-letter queue and gives them a new life, within one stay in the lock.</summary>
internal static class LetterMover
{
    public static bool Move(MessageQueue letters, IReadOnlyList<long> numbers, MessageQueue target)
    {
        var found = new List<BrokerMessage>();
        foreach (var number in numbers.Distinct())
        {
            found.Add(letters.Browse(number).FirstOrDefault() switch
            {
                { State: MessageState.Active } message when message.SequenceNumber == number => message,
                { State: MessageState.Locked } message when message.SequenceNumber == number =>
                    throw new ControlException(409, $"Message {number} is locked: somebody receives from '{letters.Path}'. Nothing was moved."),
                _ => throw ControlException.NotFound($"message {number} in '{letters.Path}' any more: nothing was moved"),
            });
        }

        foreach (var message in found)
        {
            if (Admission.LastingObjection(target, message.Content) is { } objection)
                throw new ControlException(409, $"{objection.Description} Nothing was moved.");
        }

        foreach (var message in found)
        {
            // In this order a journal that is cut off between the two has the message twice, and never not at all.
            Intake.Put(target, MessageRewriter.WithoutProperties(message.Content, DeadLetterReason.Names));
            letters.TakeOut(message);
        }

        return true;
    }
}
