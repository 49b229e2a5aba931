using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>A queue, a subscription's queue, a topic's inbox or one of their sub-queues. Everything here runs inside the broker's lock.</summary>
internal sealed class MessageQueue : ITimed
{
    private readonly Broker broker;
    // Whose sub-queue this is, or the inbox of the topic whose subscription it is: none is both.
    private readonly MessageQueue? parent;
    private readonly ReadyList line = new();
    private readonly IReadyStore ready;
    private readonly LockList locked = new();
    private readonly ScheduledList scheduled = new();
    private readonly ExpiryWatch expiry = new();
    private readonly SortedDictionary<long, BrokerMessage> deferred = [];
    private DuplicateWindow? duplicates;
    private TransferLanes? transfers;
    private QueueOptions options;
    private long lastSequence;

    public MessageQueue(Broker broker, string path, QueueOptions options, MessageQueue? root = null, MessageQueue? owner = null)
    {
        this.broker = broker;
        parent = owner ?? root;
        IsSubQueue = owner is not null;
        Path = path;
        this.options = options;
        Facts = new EntityFacts(broker.Now);
        SubQueues = new SubQueues(broker, this);
        Holdings = new Holdings(broker, this);
        Sessions = options.RequiresSession && owner is null ? new SessionDesk(broker, this) : null;
        ready = Sessions is null ? line : Sessions.Table;
        if (owner is null && options.ForwardTo is { } destination)
            Route = new ForwardRoute(this, destination);
        broker.Journal?.Restore(this);
        if (owner is not null)
            return;
        SubQueues.Restore();
        if (TransferLanes.AreKept(broker, this))
            transfers = new(broker, this);
    }

    public Broker Broker => broker;
    public string Path { get; }
    public EntityFacts Facts { get; }
    public QueueOptions Options => IsSubQueue ? parent!.Options : options;
    /// <summary>The top-level entity: the unit that a transaction may touch.</summary>
    public MessageQueue Root => parent?.Root ?? this;
    /// <summary>Whose sub-queue this is; itself if it is none.</summary>
    public MessageQueue Owner => IsSubQueue ? parent! : this;
    public IRoute? Route { get; set; }
    /// <summary>The entity was deleted; whoever still holds it may look and no more.</summary>
    public bool IsGone { get; private set; }
    public SessionDesk? Sessions { get; }
    public ConsumerLine Consumers { get; } = new();
    public bool IsPumpQueued { get; set; }
    public long NotedDue { get; set; } = long.MaxValue;

    public int ActiveCount => ready.Count + locked.Count;
    public int ScheduledCount => scheduled.Count;
    public int DeferredCount => deferred.Count;
    public int TransferCount => transfers?.Count ?? 0;
    /// <summary>The bytes of the whole entity, with all that belongs to it: sub-queues, and a topic's subscriptions.</summary>
    public long SizeInBytes => Holdings.Total;
    public Holdings Holdings { get; }
    /// <summary>The way of messages from here to other entities.</summary>
    public TransferLanes Transfers => transfers ??= new(broker, Owner);
    /// <summary>Failures that a test asked for.</summary>
    public FaultPlan? Faults { get; set; }
    public SubQueues SubQueues { get; }
    public MessageQueue DeadLetters => SubQueues.DeadLetters;
    public MessageQueue TransferDeadLetters => SubQueues.TransferDeadLetters;
    public bool IsSubQueue { get; }

    /// <summary>Accepts a message, or says why not. A duplicate is accepted and dropped.</summary>
    public AmqpError? Enqueue(MessageContent content)
    {
        if (Admission.Objection(this, content) is { } objection)
            return objection;
        Intake.Admit(this, content);
        return null;
    }

    /// <summary>A number for a message that will be there when its transaction commits.</summary>
    public long Reserve() => ++lastSequence;

    /// <summary>Whether a message of this id was seen within the window; from now on it was.</summary>
    public bool Recalls(MessageContent content)
    {
        if (!Options.RequiresDuplicateDetection || !content.HasId)
            return false;
        if (!(duplicates ??= new(Options.DuplicateDetectionWindow)).Add(content.Id, broker.Now))
            return true;
        broker.Journal?.Remember(this, content.Id, broker.Now);
        return false;
    }

    /// <summary>A message begins its life here: it waits for its time, or is ready at once.</summary>
    public void Begin(BrokerMessage message, long dueAt)
    {
        Holdings.Add(message);
        if (dueAt <= broker.Now)
        {
            Activate(message);
            return;
        }

        scheduled.Add(message, dueAt);
        Holdings.Log(message);
        broker.Schedule(this, dueAt);
    }

    /// <summary>Takes over a message that its owner moved here, as it is.</summary>
    public void Accept(BrokerMessage message)
    {
        if (message.SequenceNumber == 0)
            message.SequenceNumber = ++Owner.lastSequence;
        if (message.EnqueuedSequenceNumber == 0)
            message.EnqueuedSequenceNumber = message.SequenceNumber;
        Holdings.Add(message);
        message.ExpiresAt = long.MaxValue;
        MakeReady(message);
    }

    /// <summary>Lets go of a message that waits here: whoever calls has a place for it.</summary>
    public void TakeOut(BrokerMessage message)
    {
        ready.Remove(message);
        Forget(message);
    }

    public void Arm(IConsumer consumer)
    {
        Facts.AccessedAt = broker.Now;
        Consumers.Add(consumer);
        broker.Pump(this);
    }

    /// <summary>Behaves differently from now on.</summary>
    public void Change(QueueOptions options)
    {
        this.options = options;
        duplicates?.Length = options.DuplicateDetectionWindow;
        if (Route is not Topic)
            ForwardRoute.Lay(this, options.ForwardTo);
        SubQueues.Reroute(options.ForwardDeadLetteredMessagesTo);
        if (Availability.OfReceiving(this) is { } error)
            Consumers.CloseAll(error);
    }

    /// <summary>What waits takes the route that there is now.</summary>
    public void PassOn()
    {
        while (line.Take() is { } waiting)
            MakeReady(waiting);
    }

    /// <summary>The entity is no more: whoever is here has to go.</summary>
    public void Close(AmqpError error)
    {
        IsGone = true;
        broker.Journal?.Undefine(Path, Facts.IsDeclared);
        Consumers.CloseAll(error);
        Sessions?.Table.RefuseWaiting(error);
        SubQueues.Close(error);
        transfers?.Close(error);
        Holdings.Release();
    }

    public BrokerMessage? FindLocked(Guid token) => locked.Find(token);

    public bool IsLocked(BrokerMessage message, Guid token) =>
        message.State == MessageState.Locked && message.LockToken == token && message.LockedUntil > broker.Now;

    /// <summary>Ends a delivery; false if its lock was lost.</summary>
    public bool Settle(BrokerMessage message, Guid token, Outcome outcome) => Endings.Settle(this, message, token, outcome);

    /// <summary>Extends a lock; null if it was lost.</summary>
    public long? Renew(Guid token)
    {
        if (locked.Find(token) is not { } message || !IsLocked(message, token) || Sessions is not null)
            return null;
        locked.Renew(message, LockEnd());
        broker.Schedule(this, locked.First!.LockedUntil);
        return message.LockedUntil;
    }

    /// <summary>Moves the end of a lock that belongs to a session.</summary>
    public void RenewWithSession(BrokerMessage message, long until) => locked.Renew(message, until);

    public BrokerMessage? FindScheduled(long sequenceNumber) => scheduled.Find(sequenceNumber);
    /// <summary>When a scheduled message is to appear; null for any other.</summary>
    public long? DueOf(BrokerMessage message) => scheduled.DueOf(message.SequenceNumber);
    public bool IsDeferred(long sequenceNumber) => deferred.ContainsKey(sequenceNumber);

    public bool CancelScheduled(long sequenceNumber)
    {
        if (scheduled.Cancel(sequenceNumber) is not { } message)
            return false;
        Forget(message);
        return true;
    }

    /// <summary>Looks at messages in any state, in order, without locking them.</summary>
    public IEnumerable<BrokerMessage> Browse(long from, string? sessionId = null) =>
        OrderedMerge.Of(
            ready.From(from),
            locked.All.Where(message => message.SequenceNumber >= from).OrderBy(message => message.SequenceNumber),
            deferred.Values.SkipWhile(message => message.SequenceNumber < from),
            scheduled.All.SkipWhile(message => message.SequenceNumber < from))
        .Where(message => (message.ExpiresAt > broker.Now || message.State == MessageState.Locked)
            && (sessionId is null || message.Content.SessionId == sessionId));

    /// <summary>Deletes messages that wait and came no later than a time, the oldest first; those of a session that somebody holds only by its name.</summary>
    public int Delete(int most, long until, string? sessionId)
    {
        var doomed = ready.From(0)
            .Where(message => message.EnqueuedAt <= until
                && (sessionId is null ? Sessions?.Table.Find(message.Content.SessionId!)?.Owner is null : message.Content.SessionId == sessionId))
            .Take(most).ToList();
        foreach (var message in doomed)
        {
            ready.Remove(message);
            Forget(message);
        }

        return doomed.Count;
    }

    /// <summary>Hands out a deferred message by its number.</summary>
    public BrokerMessage? ReceiveDeferred(long sequenceNumber, bool delete)
    {
        if (!deferred.Remove(sequenceNumber, out var message))
            return null;
        if (delete)
            Forget(message);
        else
            Lock(message);
        return message;
    }

    /// <summary>Takes back what the journal kept; locks of the old process are void.</summary>
    public void Restore(
        long lastSequence, IEnumerable<(byte[] Id, long SeenAt)> seen, IEnumerable<BrokerMessage> messages, IReadOnlyDictionary<string, byte[]> states)
    {
        this.lastSequence = lastSequence;
        foreach (var (id, seenAt) in seen)
            (duplicates ??= new(Options.DuplicateDetectionWindow)).Restore(id, seenAt);
        foreach (var (id, state) in states)
            Sessions?.Table.SetState(id, state, broker.Now);
        foreach (var message in messages)
        {
            Holdings.Add(message);
            if (message.State == MessageState.Deferred)
                deferred.Add(message.SequenceNumber, message);
            else if (message.State == MessageState.Scheduled)
                scheduled.Add(message, broker.FromClients(message.Content.ScheduledFor));
            else
                MakeReady(message);
        }

        if (scheduled.Count > 0)
            broker.Schedule(this, scheduled.NextDue);
        broker.Pump(this);
    }

    public void OnDue(long now)
    {
        if (IsGone)
            return;
        Sessions?.Expire(now);
        while (this.locked.First is { } first && first.LockedUntil <= now)
        {
            Unlock(first);
            Return(first, countsAsDelivery: true);
        }

        ActivateScheduled(now);
        if (expiry.NextDue <= now)
            expiry.TakeExpired(ready, now).ForEach(message => Endings.Expire(this, message));
        var next = Math.Min(Math.Min(scheduled.NextDue, expiry.NextDue), Sessions?.Table.NextDue ?? long.MaxValue);
        if (this.locked.First is { } locked)
            next = Math.Min(next, locked.LockedUntil);
        if (next != long.MaxValue)
            broker.Schedule(this, next);
    }

    /// <summary>Lets the scheduled messages appear whose time is not after the given one; returns how many.</summary>
    public int ActivateScheduled(long until)
    {
        var count = 0;
        for (; scheduled.TakeDue(until) is { } message; count++)
        {
            Holdings.Unlog(message);
            message.SequenceNumber = message.EnqueuedSequenceNumber = ++lastSequence;
            message.EnqueuedAt = broker.Now;
            Activate(message);
        }

        return count;
    }

    /// <summary>How many wait to be handed out.</summary>
    public int ReadyCount => ready.Count;

    private void Activate(BrokerMessage message)
    {
        message.ExpiresAt = Math.Min(message.ExpiresAt, ExpiryWatch.EndOf(message, Options.DefaultTimeToLive));
        MakeReady(message);
    }

    public void MakeReady(BrokerMessage message)
    {
        if (Route is not null && Route.TryPass(message))
        {
            Forget(message);
            return;
        }

        if (Sessions is not null && message.Content.SessionId is null)
        {
            // A subscription takes what its topic took, and only then finds that it cannot serve it.
            Endings.MoveToDeadLetters(this, message, Outcome.WithoutSession);
            return;
        }

        ready.Add(message);
        message.State = MessageState.Active;
        Holdings.Log(message);
        if (expiry.Note(message))
            broker.Schedule(this, message.ExpiresAt);
        broker.Pump(this);
    }

    public BrokerMessage? TakeLive(BrokerSession? session)
    {
        while ((session is null ? line.Take() : Sessions!.Table.Take(session)) is { } message)
        {
            if (message.ExpiresAt > broker.Now)
                return message;
            Endings.Expire(this, message);
        }

        return null;
    }

    /// <summary>Takes the first message out for good.</summary>
    public BrokerMessage? TakeAway()
    {
        if (TakeLive(null) is not { } message)
            return null;
        Forget(message);
        return message;
    }

    public void Lock(BrokerMessage message)
    {
        locked.Add(message, Sessions?.Lock(message) ?? LockEnd());
        broker.Schedule(this, locked.First!.LockedUntil);
    }

    public bool Unlock(BrokerMessage message)
    {
        message.Transaction = null;
        if (!locked.Remove(message))
            return false;
        Sessions?.Unlock(message);
        return true;
    }

    /// <summary>Sets a message aside until somebody asks for it by its number.</summary>
    public void Defer(BrokerMessage message)
    {
        message.State = MessageState.Deferred;
        message.IsDeferred = true;
        deferred.Add(message.SequenceNumber, message);
        Holdings.Update(message);
    }

    public void Return(BrokerMessage message, bool countsAsDelivery) => Endings.Return(this, message, countsAsDelivery);

    public void Forget(BrokerMessage message)
    {
        Holdings.Remove(message);
        message.State = MessageState.Gone;
    }

    public long LockEnd() => broker.Now + (long)Options.LockDuration.TotalMilliseconds;
}
