using Amqp.Framing;
using Amqp.Transactions;
using TypedTasks.Amqp.Links;
using TypedTasks.Amqp.Sending;
using TypedTasks.Amqp.Wire;
using TypedTasks.ServiceBus.Observability;
using TypedTasks.Transport;

namespace TypedTasks.Amqp.Receiving;

/// <summary>
/// Runs one transaction: it sends the messages and completes the deliveries of a group of hand-offs, waits for every answer
/// and only then commits. If the broker rolls back, each hand-off is tried alone, with pauses for as long as a send would be; if the end of a transaction is not
/// known, nothing is repeated.
/// </summary>
internal sealed class HandOffTransaction(BrokerContext context, string queue, Coordinator coordinator, SenderLinks links)
{
    public async Task RunAsync(List<AmqpDelivery> group)
    {
        var failure = await TryAsync(group).ConfigureAwait(false);
        if (failure is null)
            return;
        if (group.Count == 1 && (failure is LockLostException || !failure.IsTransient))
        {
            group[0].Fail(failure);
            return;
        }

        TransportLog.GroupRolledBack(context.Log, group.Count, queue, failure);
        // At once: one that is refused for long must not hold up the others.
        await Task.WhenAll(group.Select(SettleAloneAsync)).ConfigureAwait(false);
    }

    private async Task SettleAloneAsync(AmqpDelivery handOff)
    {
        var refusal = handOff.TransactionError is { } error && BrokerCondition.IsLockLost(error.Condition)
            ? Explain(error)
            : await TryAloneAsync(handOff).ConfigureAwait(false);
        if (refusal is not null)
            handOff.Fail(refusal);
    }

    // A broker that throttles refuses again at once: without pauses a message would use up its deliveries within a second.
    private async Task<TransportException?> TryAloneAsync(AmqpDelivery handOff)
    {
        var start = context.Time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var failure = await TryAsync([handOff]).ConfigureAwait(false);
            var pause = context.Backoff(attempt);
            if (failure is null or LockLostException or { IsTransient: false } || handOff.Session.IsEnded || handOff.Lock.IsLost
                || context.Time.GetElapsedTime(start) + pause > context.Options.SendTimeout)
            {
                return failure;
            }

            await Task.Delay(pause, context.Time).ConfigureAwait(false);
        }
    }

    /// <summary>Returns null when every hand-off has got its result, and otherwise why nothing at all has happened.</summary>
    private async Task<TransportException?> TryAsync(List<AmqpDelivery> group)
    {
        byte[] id;
        try
        {
            id = await coordinator.TakeAsync().ConfigureAwait(false);
        }
        catch (TransportException e)
        {
            return FailAll(group, e);
        }

        var failure = await EnlistAsync(group, id).ConfigureAwait(false);
        try
        {
            var error = await coordinator.DischargeAsync(id, fail: failure is not null).ConfigureAwait(false);
            if (failure is not null)
                return failure;
            if (error is not null)
                return Explain(error);
            foreach (var handOff in group)
                handOff.Succeed();
            return null;
        }
        catch (TransportException e)
        {
            return FailAll(group, e);
        }
    }

    private async Task<TransportException?> EnlistAsync(List<AmqpDelivery> group, byte[] id)
    {
        var round = new SendRound();
        List<PendingTransfer> transfers = [];
        TransportException? failure = null;
        try
        {
            await TransferPlan.StartAsync(
                context,
                links,
                [.. group.SelectMany(handOff => handOff.HandOffMessages)],
                round,
                transfers,
                new TransactionalState { TxnId = id },
                CancellationToken.None).ConfigureAwait(false);
            var completing = new TransactionalState { TxnId = id, Outcome = new Accepted() };
            foreach (var handOff in group)
                handOff.CompleteIn(completing, round);
        }
        catch (TransportException e)
        {
            failure = e;
        }

        round.Seal();
        try
        {
            await round.Completion.WaitAsync(context.Options.OperationTimeout, context.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What is not answered holds its places on the link: only another link has them again.
            group[0].Session.End("it did not answer a transaction");
            return context.Failure.OfTimeout("A transaction");
        }

        if (failure is not null)
            return failure;
        if (transfers.Find(transfer => !transfer.IsAccepted) is { } refused)
            return refused.Explain(context.Failure, "Sending in a transaction");
        return group.Find(handOff => handOff.TransactionError is not null) is { } lost ? Explain(lost.TransactionError!) : null;
    }

    private TransportException Explain(Error error) => BrokerCondition.IsLockLost(error.Condition)
        ? new LockLostException($"The lock on a message of queue '{queue}' was lost before its transaction was committed.")
        : context.Failure.Of(error, "A transaction");

    private static TransportException? FailAll(List<AmqpDelivery> group, TransportException exception)
    {
        foreach (var handOff in group)
            handOff.Fail(exception);
        return null;
    }
}
