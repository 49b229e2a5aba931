namespace TypedTasks.Emulator.Entities;

/// <summary>What becomes of a message whose delivery or whose life has ended: it goes, waits again, is set aside or is dead-lettered.</summary>
internal static class Endings
{
    public static bool Settle(MessageQueue queue, BrokerMessage message, Guid token, Outcome outcome)
    {
        if (queue.IsGone || !queue.IsLocked(message, token) || !queue.Unlock(message))
            return false;
        switch (outcome.Kind)
        {
            case OutcomeKind.Complete when queue.Faults?.TakeRepetition() ?? false:
                Return(queue, message, countsAsDelivery: true);
                break;
            case OutcomeKind.Complete:
                queue.Forget(message);
                break;
            case OutcomeKind.DeadLetter when !queue.IsSubQueue:
                MoveToDeadLetters(queue, message, outcome);
                break;
            case OutcomeKind.Defer:
                queue.Holdings.Change(message, outcome.Properties);
                queue.Defer(message);
                break;
            default:
                queue.Holdings.Change(message, outcome.Properties);
                Return(queue, message, countsAsDelivery: outcome.Kind != OutcomeKind.Release || queue.Broker.Settings.ReleasedCountsAsDelivery);
                break;
        }

        return true;
    }

    public static void Return(MessageQueue queue, BrokerMessage message, bool countsAsDelivery)
    {
        if (countsAsDelivery)
            queue.Holdings.CountDelivery(message);
        if (countsAsDelivery && !queue.IsSubQueue && message.DeliveryCount >= queue.Options.MaxDeliveryCount)
        {
            MoveToDeadLetters(queue, message, Outcome.TooManyDeliveries(queue.Options.MaxDeliveryCount));
        }
        else if (message.IsDeferred)
        {
            queue.Defer(message);
        }
        else if (message.ExpiresAt <= queue.Broker.Now)
        {
            Expire(queue, message);
        }
        else
        {
            queue.MakeReady(message);
        }
    }

    public static void Expire(MessageQueue queue, BrokerMessage message)
    {
        if (queue.Options.DeadLetteringOnExpiration && !queue.IsSubQueue)
            MoveToDeadLetters(queue, message, Outcome.Expired);
        else
            queue.Forget(message);
    }

    public static void MoveToDeadLetters(MessageQueue queue, BrokerMessage message, Outcome why)
    {
        queue.Holdings.Remove(message);
        message.Content = MessageRewriter.WithProperties(message.Content, why.Properties ?? []);
        message.IsDeferred = false;
        message.DeadLetterSource = queue.Path;
        queue.DeadLetters.Accept(message);
    }
}
