namespace TypedTasks.Emulator.Entities;

/// <summary>What becomes of a message whose delivery or whose life has ended: it goes, waits again, is set aside or is dead-lettered.</summary>
internal sealed class Endings(Broker broker, MessageQueue queue)
{
    public bool Settle(BrokerMessage message, Guid token, Outcome outcome)
    {
        if (queue.IsGone || !queue.IsLocked(message, token) || !queue.Unlock(message)) return false;
        switch (outcome.Kind)
        {
            case OutcomeKind.Complete when queue.Faults?.TakeRepetition() ?? false:
                Return(message, countsAsDelivery: true);
                break;
            case OutcomeKind.Complete:
                queue.Forget(message);
                break;
            case OutcomeKind.DeadLetter when !queue.IsSubQueue:
                MoveToDeadLetters(message, outcome);
                break;
            case OutcomeKind.Defer:
                queue.Holdings.Change(message, outcome.Properties);
                queue.Defer(message);
                break;
            default:
                queue.Holdings.Change(message, outcome.Properties);
                Return(message, countsAsDelivery: outcome.Kind != OutcomeKind.Release || broker.Settings.ReleasedCountsAsDelivery);
                break;
        }

        return true;
    }

    public void Return(BrokerMessage message, bool countsAsDelivery)
    {
        if (countsAsDelivery) queue.Holdings.CountDelivery(message);
        if (countsAsDelivery && !queue.IsSubQueue && message.DeliveryCount >= queue.Options.MaxDeliveryCount)
        {
            MoveToDeadLetters(message, Outcome.TooManyDeliveries(queue.Options.MaxDeliveryCount));
        }
        else if (message.IsDeferred)
        {
            queue.Defer(message);
        }
        else if (message.ExpiresAt <= broker.Now)
        {
            Expire(message);
        }
        else
        {
            queue.MakeReady(message);
        }
    }

    public void Expire(BrokerMessage message)
    {
        if (queue.Options.DeadLetteringOnExpiration && !queue.IsSubQueue) MoveToDeadLetters(message, Outcome.Expired);
        else queue.Forget(message);
    }

    public void MoveToDeadLetters(BrokerMessage message, Outcome why)
    {
        queue.Holdings.Remove(message);
        message.Content = MessageRewriter.WithProperties(message.Content, why.Properties ?? []);
        message.IsDeferred = false;
        message.DeadLetterSource = queue.Path;
        queue.DeadLetters.Accept(message);
    }
}
