using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>One queue of the in-memory broker with its dead-letter queue.</summary>
internal sealed class InMemoryQueue(InMemoryTransport transport, string name)
{
    private readonly Queue<InMemoryDelivery> active = new();
    private readonly Queue<InMemoryDelivery> again = new();
    private readonly OrderedLines lines = new();
    private readonly LinkedList<ReceiveWaiter> waiters = new();
    private readonly DuplicateHistory history = new(transport.Options.DuplicateWindow, transport.Options.DuplicateHistory);
    private readonly List<InMemoryReceiver> receivers = [];
    private int locked;
    private readonly Dictionary<long, InMemoryDelivery> scheduled = [];
    private long lastNumber;
    private bool? isOrdered;

    public Lock Gate { get; } = new();

    public InMemoryDeadLetters DeadLetters { get; } = new(transport);

    /// <summary>Always empty here: everything can be forwarded.</summary>
    public InMemoryDeadLetters TransferDeadLetters { get; } = new(transport);

    public QueueCounts Counts
    {
        get
        {
            lock (Gate)
                return new(active.Count + again.Count + lines.Waiting, locked, scheduled.Count, DeadLetters.Count);
        }
    }

    /// <summary>Since when the oldest message lies here; the first of all times where nobody holds a locked one any more.</summary>
    public DateTimeOffset? Oldest
    {
        get
        {
            lock (Gate)
            {
                InMemoryDelivery[] held = [.. receivers.SelectMany(static r => r.Held)];
                return held.Length < locked ? DateTimeOffset.MinValue : held.Concat(active).Concat(again).Concat(lines.All).Min(static d => d.EnqueuedAt);
            }
        }
    }

    /// <summary>Whether something can be received now; what stands in line behind others cannot.</summary>
    public bool HasReady
    {
        get
        {
            lock (Gate)
                return active.Count + again.Count > 0;
        }
    }

    /// <summary>Refuses what no receiver of this queue would get.</summary>
    public void Check(TaskMessage message)
    {
        lock (Gate)
        {
            if (message.OrderingKey is not null)
                isOrdered ??= true;
            else if (isOrdered == true)
                throw new TransportException($"Queue '{name}' takes only messages with an ordering key; message '{message.Id}' has none.") { IsTransient = false };
        }
    }

    /// <summary>Takes a message; the number by which it can be taken back, where it is scheduled.</summary>
    public long? Accept(TaskMessage message, DateTimeOffset now, bool ignoreHistory)
    {
        var delivery = new InMemoryDelivery(this, message, 0) { EnqueuedAt = message.NotBefore is { } due && due > now ? due : now };
        long number;
        lock (Gate)
        {
            if (!ignoreHistory && !history.Add(message.Id, now))
                return null;
            if (message.NotBefore is not { } at || at <= now)
            {
                transport.Idle.Enter();
                Arrive(delivery);
                return null;
            }

            delivery.State = DeliveryState.Scheduled;
            number = delivery.Number = ++lastNumber;
            scheduled.Add(number, delivery);
        }

        transport.Timer.Add(delivery, message.NotBefore.Value);
        return number;
    }

    /// <summary>Takes a scheduled message back, if it is the one that is meant.</summary>
    public bool CancelScheduled(string messageId, long number)
    {
        lock (Gate)
        {
            if (!scheduled.TryGetValue(number, out var delivery) || delivery.Message.Id != messageId)
                return false;
            scheduled.Remove(number);
            delivery.State = DeliveryState.Settled;
            return true;
        }
    }

    /// <summary>The time of a scheduled message or of an unrenewed lock has come.</summary>
    public void Due(InMemoryDelivery delivery)
    {
        lock (Gate)
        {
            if (delivery.State == DeliveryState.Scheduled)
            {
                scheduled.Remove(delivery.Number);
                transport.Idle.Enter();
                Arrive(delivery);
            }
            else if (delivery.State == DeliveryState.Orphaned)
            {
                Redeliver(delivery);
            }
        }
    }

    public InMemoryReceiver Open(bool ordered)
    {
        var receiver = new InMemoryReceiver(this);
        lock (Gate)
        {
            if (ordered != (isOrdered ??= ordered))
            {
                var text = ordered
                    ? $"Queue '{name}' takes messages without an ordering key, and is not received from in order."
                    : $"Queue '{name}' takes messages with an ordering key: it is received from in order.";
                throw new TransportException(text) { IsTransient = false };
            }

            receivers.Add(receiver);
        }

        return receiver;
    }

    public ValueTask<IDelivery?> Receive(InMemoryReceiver receiver, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<IDelivery?>(cancellationToken);
        ReceiveWaiter waiter;
        LinkedListNode<ReceiveWaiter> node;
        lock (Gate)
        {
            if (receiver.IsStopped)
                return ValueTask.FromResult<IDelivery?>(null);
            if (again.TryDequeue(out var delivery) || active.TryDequeue(out delivery))
            {
                Give(delivery, receiver);
                return ValueTask.FromResult<IDelivery?>(delivery);
            }

            waiter = new(receiver);
            node = waiters.AddLast(waiter);
        }

        if (cancellationToken.CanBeCanceled)
            waiter.CancelWith(node, Gate, cancellationToken);
        return new(waiter.Task);
    }

    public void Stop(InMemoryReceiver receiver)
    {
        lock (Gate)
        {
            receiver.IsStopped = true;
            for (var node = waiters.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.Receiver == receiver)
                {
                    waiters.Remove(node);
                    node.Value.Registration.Unregister();
                    node.Value.SetResult(null);
                }

                node = next;
            }
        }
    }

    /// <summary>Nobody renews the locks of this receiver any more.</summary>
    public void Orphan(InMemoryReceiver receiver)
    {
        List<InMemoryDelivery> orphans = [];
        List<CancellationTokenSource> lost = [];
        lock (Gate)
        {
            receivers.Remove(receiver);
            while (receiver.AnyHeld is { } delivery)
            {
                receiver.Release(delivery);
                delivery.State = DeliveryState.Orphaned;
                orphans.Add(delivery);
                if (delivery.LoseLock() is { } source)
                    lost.Add(source);
            }
        }

        var expiry = transport.Time.GetUtcNow() + transport.Options.LockDuration;
        foreach (var orphan in orphans)
            transport.Timer.Add(orphan, expiry);
        foreach (var source in lost)
            source.Cancel();
    }

    public ValueTask Complete(InMemoryDelivery delivery, IReadOnlyList<TaskMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messages.Count, InMemoryTransport.MaxMessagesPerHandOff);
        try
        {
            for (var i = 0; i < messages.Count; i++)
                transport.Check(messages[i]);
        }
        catch (TransportException e)
        {
            GiveBack(delivery);
            return ValueTask.FromException(e);
        }

        if (Settle(delivery) is { } failure)
            return ValueTask.FromException(failure);
        // Nothing can fail from here: the messages are accepted with the settlement.
        if (messages.Count > 0)
            transport.Accept(messages);
        transport.Idle.Leave();
        return Answer(delivery);
    }

    public ValueTask DeadLetter(InMemoryDelivery delivery, string reason, string description)
    {
        if (Settle(delivery) is { } failure)
            return ValueTask.FromException(failure);
        DeadLetters.Add(new(delivery.Message, reason, InMemoryTransport.Cut(description), InTransfer: false));
        transport.Idle.Leave();
        return Answer(delivery);
    }

    public ValueTask Abandon(InMemoryDelivery delivery) => GiveBack(delivery) ? Answer(delivery) : ValueTask.CompletedTask;

    public ValueTask HandBack(InMemoryDelivery delivery) => GiveBack(delivery, counts: delivery.Message.OrderingKey is null) ? Answer(delivery) : default;

    /// <summary>Takes every lock away at once, as if they had all run out.</summary>
    public void ExpireLocks()
    {
        List<CancellationTokenSource> lost = [];
        lock (Gate)
        {
            foreach (var receiver in receivers)
            {
                while (receiver.AnyHeld is { } delivery)
                {
                    receiver.Release(delivery);
                    if (delivery.LoseLock() is { } source)
                        lost.Add(source);
                    Redeliver(delivery);
                }
            }
        }

        foreach (var source in lost)
            source.Cancel();
    }

    private bool GiveBack(InMemoryDelivery delivery, bool counts = true)
    {
        lock (Gate)
        {
            // A lock that was lost is given back already.
            if (delivery.State != DeliveryState.Locked)
                return false;
            delivery.Receiver!.Release(delivery);
            Redeliver(delivery, counts);
            return true;
        }
    }

    private TransportException? Settle(InMemoryDelivery delivery)
    {
        if (transport.Faults.Take(TransportFault.SettlementLost, delivery.Message))
            return LoseSettlement(delivery);
        CancellationTokenSource? lost = null;
        lock (Gate)
        {
            if (delivery.State == DeliveryState.Settled)
                throw new InvalidOperationException($"The delivery of message '{delivery.Message.Id}' was settled before.");
            if (delivery.State == DeliveryState.Locked)
            {
                delivery.Receiver!.Release(delivery);
                if (!transport.Faults.Take(TransportFault.LockLost, delivery.Message))
                {
                    locked--;
                    delivery.State = DeliveryState.Settled;
                    Advance(delivery);
                    return null;
                }

                lost = delivery.LoseLock();
                Redeliver(delivery);
            }
        }

        lost?.Cancel();
        return new LockLostException($"The lock on message '{delivery.Message.Id}' was lost; it is delivered again.");
    }

    private TransportException LoseSettlement(InMemoryDelivery delivery)
    {
        lock (Gate)
        {
            if (delivery.State == DeliveryState.Locked)
            {
                delivery.Receiver!.Release(delivery);
                delivery.State = DeliveryState.Orphaned;
            }
        }

        transport.Timer.Add(delivery, transport.Time.GetUtcNow() + transport.Options.LockDuration);
        return Unanswered(delivery);
    }

    private ValueTask Answer(InMemoryDelivery delivery) =>
        transport.Faults.Take(TransportFault.SettlementUnanswered, delivery.Message)
            ? ValueTask.FromException(Unanswered(delivery))
            : ValueTask.CompletedTask;

    private static TransportException Unanswered(InMemoryDelivery delivery) =>
        new($"The broker did not answer the settlement of message '{delivery.Message.Id}'; its outcome is not known.");

    private void Redeliver(InMemoryDelivery delivery, bool counts = true)
    {
        locked--;
        delivery.State = DeliveryState.Lost;
        var count = delivery.DeliveryCount + (counts ? 1 : 0);
        if (count < transport.Options.MaxDeliveryCount)
        {
            Offer(new(this, delivery.Message, count) { EnqueuedAt = delivery.EnqueuedAt }, again);
            return;
        }

        DeadLetters.Add(new(
            delivery.Message,
            "MaxDeliveryCountExceeded",
            $"It was delivered {count} times without being settled.",
            InTransfer: false));
        Advance(delivery);
        transport.Idle.Leave();
    }

    private void Arrive(InMemoryDelivery delivery)
    {
        delivery.State = DeliveryState.Active;
        if (isOrdered != true || lines.Enter(delivery))
            Offer(delivery, active);
    }

    // The message has left its line for good.
    private void Advance(InMemoryDelivery delivery)
    {
        if (isOrdered == true && lines.Leave(delivery) is { } next)
            Offer(next, active);
    }

    private void Offer(InMemoryDelivery delivery, Queue<InMemoryDelivery> queue)
    {
        delivery.State = DeliveryState.Active;
        if (waiters.First is { } node)
        {
            waiters.RemoveFirst();
            node.Value.Registration.Unregister();
            Give(delivery, node.Value.Receiver);
            node.Value.SetResult(delivery);
            return;
        }

        queue.Enqueue(delivery);
    }

    private void Give(InMemoryDelivery delivery, InMemoryReceiver receiver)
    {
        delivery.State = DeliveryState.Locked;
        locked++;
        if (!transport.Faults.Take(TransportFault.DeliveredTwice, delivery.Message))
        {
            receiver.Hold(delivery);
            return;
        }

        Redeliver(delivery);
    }
}
