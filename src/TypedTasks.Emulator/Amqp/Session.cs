using TypedTasks.Emulator.Amqp.Performatives;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>An AMQP session: links by handle, windows, and the deliveries that are not settled.</summary>
internal sealed class Session(Connection connection, ushort channel, Begin begin)
{
    private const uint IncomingWindow = int.MaxValue;

    private readonly UnsettledDeliveries unsettled = new();
    private readonly DispositionWriter dispositions = new(connection.Output, channel);
    private readonly TransferWriter transfers = new(connection.Output, channel);
    private Link?[] links = new Link?[8];
    private uint nextIncomingId = begin.NextOutgoingId;
    private uint nextOutgoingId;
    private uint nextDeliveryId;
    private uint window = begin.IncomingWindow;

    public Connection Connection { get; } = connection;

    public Broker Broker => Connection.Context.Broker;

    public ushort Channel { get; } = channel;

    /// <summary>Whether a message fits the peer's window, the connection is not choked, and the peer settles what it gets.</summary>
    public bool CanTransfer => window > 0 && !transfers.IsStopped && !Connection.IsChoked && !IsFull;

    /// <summary>What its links have in common where they share transactions; null where they do not.</summary>
    public TransactionGroup? Group { get; private set; }

    public int UnsettledCount => unsettled.Count;

    private bool IsFull => unsettled.Count >= Connection.Context.MaxUnsettled;

    public IEnumerable<Link> Links => links.OfType<Link>();

    public void OnAttach(Attach attach)
    {
        if (attach.Handle >= (Connection.IsProven ? ServerContext.MaxLinks : Probation.MaxLinks))
            throw new AmqpException(ErrorCondition.ResourceLimitExceeded, "The handle is beyond the limit of the session.");
        if (attach.Handle >= links.Length)
            Array.Resize(ref links, Math.Max(links.Length * 2, (int)attach.Handle + 1));
        if (links[attach.Handle] is { IsClosed: false })
            throw new AmqpException(ErrorCondition.HandleInUse, "The handle is in use.");
        var link = LinkFactory.Attach(this, attach);
        links[attach.Handle] = link;
        Connection.WatchIdle();
        if (link is PendingSessionLink pending && !pending.TryAccept())
            links[attach.Handle] = new RefusedLink(this, attach);
    }

    /// <summary>A coordinator is attached: the links that come after it share transactions if it is the first.</summary>
    public void ShareTransactions()
    {
        if (Links.All(link => link.Entity is null))
            Group ??= new();
    }

    /// <summary>Puts a link in the place of the one that stood for it while it waited.</summary>
    public void Replace(Link link) => links[link.Handle] = link;

    public void OnDetach(uint handle, bool closed)
    {
        if (handle >= links.Length || links[handle] is not { } link)
            return;
        links[handle] = null;
        // A link that waits has had no attach from us yet, and every attach needs one before its detach.
        if (link is PendingSessionLink { IsClosed: false })
            WriteAttach(new Attach(link.Name, handle, IsReceiver: false) { InitialDeliveryCount = 0 });
        // A link that we ended has had its detach from us already.
        if (!link.IsClosed)
            WriteDetach(handle, null, closed);
        link.Close();
    }

    public void OnFlow(in Flow flow)
    {
        var was = CanTransfer;
        // Serial numbers without a sign: a window may be as large as all of them, and what is under way comes off it.
        var underWay = unchecked(nextOutgoingId - (flow.NextIncomingId ?? 0));
        window = flow.IncomingWindow > underWay ? flow.IncomingWindow - underWay : 0;
        if (transfers.IsStopped)
        {
            var before = window;
            transfers.Continue(Connection.PeerMaxFrameSize, ref window);
            CountFrames(before);
        }

        if (!was && CanTransfer)
            Resume();
        if (flow.Handle is { } handle)
        {
            if (Find(handle) is not { } link)
                return;
            link.Use();
            link.OnFlow(flow);
        }
        else if (flow.Echo)
        {
            WriteFlow(null, 0, 0, drain: false);
        }
    }

    public void OnTransfer(ref AmqpReader reader, ReadOnlySpan<byte> frame)
    {
        nextIncomingId++;
        var transfer = Transfer.Read(ref reader);
        if (Find(transfer.Handle) is IncomingLink link)
            link.OnTransfer(transfer, frame[reader.Position..]);
    }

    public void OnDisposition(in Disposition disposition)
    {
        // The sender's side of a disposition only confirms what we settled already.
        if (!disposition.IsReceiver)
            return;
        var range = unchecked(disposition.Last - disposition.First);
        if (range == 0)
        {
            SettleOne(disposition.First, disposition);
            return;
        }

        if (range >= (uint)int.MaxValue)
            throw AmqpReader.Malformed("A disposition ends before it begins.");
        // A range may name far more than there is: walk whichever is shorter.
        if (range > unsettled.Count)
        {
            foreach (var id in unsettled.Within(disposition.First, disposition.Last))
                SettleOne(id, disposition);
            return;
        }

        for (var i = 0u; i <= range; i++)
            SettleOne(unchecked(disposition.First + i), disposition);
    }

    public void Deliver(QueueReceiverLink link, BrokerMessage message)
    {
        var id = nextDeliveryId++;
        if (!link.DeletesOnReceive)
            unsettled.Add(id, new(link, message, message.LockToken));
        var before = window;
        transfers.Write(Connection.PeerMaxFrameSize, ref window, link, id, message);
        CountFrames(before);
    }

    /// <summary>Sends a reply on a link that answers requests; nobody has to settle it.</summary>
    public void Reply(OutgoingLink link, byte[] message)
    {
        var before = window;
        transfers.WriteReply(Connection.PeerMaxFrameSize, ref window, link, nextDeliveryId++, message);
        CountFrames(before);
    }

    public void Accept(uint id)
    {
        dispositions.Accept(isReceiver: true, id);
        Touch();
    }

    public void AcceptInTransaction(uint id, byte[] transactionId)
    {
        dispositions.Transactional(isReceiver: true, id, settled: true, transactionId, Descriptor.Accepted);
        Touch();
    }

    public void Declared(uint id, byte[] transactionId)
    {
        dispositions.Declared(id, transactionId, settled: !Connection.LetsPeerSettle);
        Touch();
    }

    public void Reject(uint id, AmqpError error)
    {
        dispositions.Reject(isReceiver: true, id, error, settled: !Connection.LetsPeerSettle);
        Touch();
    }

    /// <summary>Refuses what was sent in a transaction, which its sender never settles by itself.</summary>
    public void RejectInTransaction(uint id, AmqpError error)
    {
        dispositions.Reject(isReceiver: true, id, error);
        Touch();
    }

    public void WriteLinkFlow(uint handle, uint deliveryCount, uint credit, bool drain) =>
        WriteFlow(handle, deliveryCount, credit, drain);

    public void WriteDetach(uint handle, AmqpError? error, bool closed = true)
    {
        ControlWriter.Detach(Connection.Output, Channel, handle, closed, error);
        Touch();
    }

    public void WriteAttach(Attach attach)
    {
        attach.Write(Connection.Output, Channel);
        Touch();
    }

    /// <summary>Writes what was held back to be told in ranges.</summary>
    public void FlushDispositions() => dispositions.Flush();

    public void Resume()
    {
        foreach (var link in links)
            if (link is OutgoingLink { IsClosed: false } outgoing)
                outgoing.Resume();
    }

    /// <summary>Ends all links; what was delivered and not settled stays locked until its lock ends.</summary>
    public void Close()
    {
        foreach (var link in links)
            link?.Close();
        links = [];
        unsettled.Clear();
    }

    /// <summary>Detaches what is linked to an entity.</summary>
    public int Detach(MessageQueue queue, AmqpError error)
    {
        var links = Links.Where(link => !link.IsClosed && ReferenceEquals(link.Entity, queue)).ToList();
        links.ForEach(link => link.Detach(error));
        return links.Count;
    }

    private Link? Find(uint handle)
    {
        if (handle < links.Length && links[handle] is { } link)
            return link.IsClosed ? null : link;
        throw new AmqpException(ErrorCondition.UnattachedHandle, "The handle is not attached.");
    }

    private void SettleOne(uint id, in Disposition disposition)
    {
        if (!unsettled.TryGet(id, out var delivery))
            return;
        delivery.Link.Use();
        if (disposition.State.Outcome is not { } outcome)
        {
            // Settled without an outcome leaves the message locked until its time is over.
            if (disposition.Settled)
                Forget(id);
            return;
        }

        if (Broker.Meter.Refusal() is { } busy)
        {
            // The message stays locked until its time is over.
            Connection.Transactions.Find(disposition.State.TransactionId)?.Doom(busy);
            Forget(id);
            if (!disposition.Settled)
                dispositions.Reject(isReceiver: false, id, busy);
            Touch();
            return;
        }

        Broker.Meter.Settle();
        if (!disposition.State.TransactionId.IsEmpty)
        {
            SettleInTransaction(id, delivery, outcome, disposition);
            return;
        }

        var (settled, code) = (disposition.Settled, disposition.State.Code);
        if (delivery.Link.Queue.Faults is { } faults)
        {
            if (faults.TakeLostSettlement())
                return;
            if (faults.TakeDelay() is { } delay)
            {
                Broker.Schedule(new LateSettlement(() => Settle(id, delivery, outcome, settled, code)), Broker.Now + delay);
                return;
            }
        }

        Settle(id, delivery, outcome, settled, code);
    }

    private void Settle(uint id, OutgoingDelivery delivery, Outcome outcome, bool settled, byte code)
    {
        Forget(id);
        var held = delivery.Message.Transaction is null && delivery.Link.Queue.Settle(delivery.Message, delivery.Token, outcome);
        if (settled || delivery.Link.IsClosed || (delivery.Link.Queue.Faults?.TakeLostAnswer() ?? false))
            return;
        if (held)
            Confirm(id, code);
        else
            dispositions.Reject(isReceiver: false, id, LockLost);
        Touch();
    }

    private void Forget(uint id)
    {
        var wasFull = IsFull;
        unsettled.Remove(id);
        if (wasFull && CanTransfer)
            Resume();
    }

    private void SettleInTransaction(uint id, OutgoingDelivery delivery, Outcome outcome, in Disposition disposition)
    {
        var code = disposition.State.Code;
        var queue = delivery.Link.Queue;
        var transaction = Connection.Transactions.Find(disposition.State.TransactionId);
        var error = transaction is null
            ? new(ErrorCondition.TransactionUnknownId, "The transaction is not known or has ended.")
            : !queue.IsLocked(delivery.Message, delivery.Token) || delivery.Message.Transaction is not null
                ? transaction.Doom(LockLost)
                : transaction.Join(new SettleStep(queue, delivery.Message, delivery.Token, outcome, Committed));
        if (error is null)
        {
            delivery.Message.Transaction = transaction;
            dispositions.Transactional(isReceiver: false, id, settled: false, transaction!.Id, code);
        }
        else
        {
            // What lies in another partition is given back, as the service does.
            if (error.Condition == ErrorCondition.NotAllowed && queue.Root.Options.EnablePartitioning)
                queue.Settle(delivery.Message, delivery.Token, Outcome.Abandon);
            // A refused delivery is over for its link only if its lock is; otherwise it can be settled in another transaction.
            var isOver = !queue.IsLocked(delivery.Message, delivery.Token);
            if (isOver)
                Forget(id);
            dispositions.Reject(isReceiver: false, id, error, isOver);
        }

        Touch();

        void Committed()
        {
            Forget(id);
            if (delivery.Link.IsClosed)
                return;
            Confirm(id, code);
            Touch();
        }
    }

    private static AmqpError LockLost { get; } = new(
        ErrorCondition.MessageLockLost,
        "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.");

    private void Confirm(uint id, byte code)
    {
        if (code == Descriptor.Accepted)
            dispositions.Accept(isReceiver: false, id);
        else
            dispositions.Settled(id, code);
    }

    private void WriteFlow(uint? handle, uint deliveryCount, uint credit, bool drain)
    {
        ControlWriter.Flow(
            Connection.Output, Channel, nextIncomingId, IncomingWindow, nextOutgoingId, handle, deliveryCount, credit, drain);
        Touch();
    }

    private void CountFrames(uint windowBefore)
    {
        nextOutgoingId = unchecked(nextOutgoingId + windowBefore - window);
        Touch();
    }

    private void Touch() => Connection.Touch();
}
