using TypedTasks.ServiceBus.Clients;
using TypedTasks.ServiceBus.Observability;
using TypedTasks.ServiceBus.Sending;
using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>
/// Hand-offs by transactions, several of them in each. If one fails before it was committed, each hand-off is tried alone, with pauses
/// for as long as a send would be; if its outcome is not known, nothing is repeated.
/// </summary>
internal sealed class TransactedHandOffs : IClientHandOffs
{
    private readonly ClientContext context;
    private readonly ClientReceiver receiver;
    private readonly ClientTransaction transaction;
    private readonly HandOffGroups<ClientDelivery> groups;

    public TransactedHandOffs(ClientContext context, ClientReceiver receiver, SenderSet senders)
    {
        this.context = context;
        this.receiver = receiver;
        transaction = new(context, receiver.Queue, senders);
        groups = new(context.Options, receiver.Queue, RunAsync);
    }

    public bool TryBegin(ClientDelivery handOff) => groups.TryBegin(handOff);

    public void End() => groups.End(receiver.Lost);

    private async Task RunAsync(List<ClientDelivery> group)
    {
        var fresh = group.FindAll(IsWhole);
        if (fresh.Count == 0)
            return;
        var outcome = await TransactAsync(fresh).ConfigureAwait(false);
        if (outcome.IsUnknown || outcome.Failure is null || (fresh.Count == 1 && outcome.Failure is LockLostException or MessageTooLargeException))
        {
            fresh.ForEach(handOff => End(handOff, outcome));
            return;
        }

        TransportLog.GroupRolledBack(context.Log, fresh.Count, receiver.Queue, outcome.Failure);
        // At once: one that is refused for long must not hold up the others.
        await Task.WhenAll(fresh.Select(TryAloneAsync)).ConfigureAwait(false);
    }

    private Task<HandOffOutcome> TransactAsync(List<ClientDelivery> group) => receiver.Standstill.WatchAsync(() => transaction.RunAsync(group));

    // What came over a link that is gone is dropped: a transaction would settle it by management.
    private bool IsWhole(ClientDelivery handOff)
    {
        if (handOff.Lock.IsLost || handOff.Line is { IsEnded: true })
            handOff.Fail(handOff.NewLockLost());
        else if (handOff.Source.IsOver)
            handOff.Fail(receiver.Lost());
        else
            return true;
        return false;
    }

    // A broker that throttles refuses again at once: without pauses a message would use up its deliveries within a second.
    private async Task TryAloneAsync(ClientDelivery handOff)
    {
        if (handOff.Refusal is { } refusal && ClientFailure.IsLockLost(refusal))
        {
            handOff.Fail(handOff.NewLockLost(refusal));
            return;
        }

        var start = context.Time.GetTimestamp();
        var doubts = new Doubts();
        for (var attempt = 0; IsWhole(handOff); attempt++)
        {
            var outcome = await TransactAsync([handOff]).ConfigureAwait(false);
            var pause = context.Options.Backoff(attempt);
            if (outcome.IsUnknown || outcome.Failure is null or LockLostException || (!outcome.Failure.IsTransient && !doubts.Remains(outcome.Failure))
                || receiver.IsClosed || context.Time.GetElapsedTime(start) + pause > context.Options.SendTimeout)
            {
                End(handOff, outcome);
                return;
            }

            await receiver.PauseAsync(pause).ConfigureAwait(false);
        }
    }

    private static void End(ClientDelivery handOff, HandOffOutcome outcome)
    {
        if (outcome.IsUnknown)
            handOff.LeaveUndecided(outcome.Failure!);
        else if (outcome.Failure is { } failure)
            handOff.Fail(failure);
        else
            handOff.Succeed();
    }
}
