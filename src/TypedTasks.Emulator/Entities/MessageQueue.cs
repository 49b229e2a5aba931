using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>A queue, a subscription's queue, a topic's inbox or one of their sub-queues. Everything here runs inside the broker's lock.</summary>
internal sealed class MessageQueue : ITimed
{
    private readonly Broker _broker;
    private readonly MessageQueue? _owner;
    private readonly MessageQueue? _root;
    private readonly ReadyList _line = new();
    private readonly IReadyStore _ready;
    private readonly LockList _locked = new();
    private readonly ScheduledList _scheduled = new();
    private readonly ExpiryWatch _expiry = new();
    private readonly SortedDictionary<long, BrokerMessage> _deferred = [];
    private readonly ConsumerLine _consumers = new();
    private DuplicateWindow? _duplicates;
    private MessageQueue? _deadLetters;
    private MessageQueue? _transferDeadLetters;
    private long _lastSequence;
    private long _bytes;

    public MessageQueue(Broker broker, string path, QueueOptions options, MessageQueue? root = null, MessageQueue? owner = null)
    {
        _broker = broker;
        _owner = owner;
        _root = root;
        Path = path;
        Options = options;
        Sessions = options.RequiresSession && owner is null ? new SessionTable() : null;
        _ready = Sessions is null ? _line : Sessions;
        if (owner is null && options.ForwardTo is { } destination) Route = new ForwardRoute(broker, this, destination);
    }

    public string Path { get; }

    public QueueOptions Options { get; private set; }

    /// <summary>The top-level entity: the unit that a transaction may touch.</summary>
    public MessageQueue Root => _root ?? _owner?.Root ?? this;

    /// <summary>Whose sub-queue this is; itself if it is none.</summary>
    public MessageQueue Owner => _owner ?? this;

    public IRoute? Route { get; init; }

    public SessionTable? Sessions { get; }

    public bool IsPumpQueued { get; set; }

    public long NotedDue { get; set; } = long.MaxValue;

    public int ActiveCount => _ready.Count + _locked.Count;

    public int ScheduledCount => _scheduled.Count;

    public int DeferredCount => _deferred.Count;

    public long SizeInBytes => _bytes;

    public int DeadLetterCount => _deadLetters?.ActiveCount ?? 0;

    public int TransferDeadLetterCount => _transferDeadLetters?.ActiveCount ?? 0;

    public MessageQueue DeadLetters => _deadLetters ??= new(_broker, Path + "/$DeadLetterQueue", Options, owner: this)
    {
        Route = Options.ForwardDeadLetteredMessagesTo is { } destination ? new ForwardRoute(_broker, this, destination) : null,
    };

    public MessageQueue TransferDeadLetters => _transferDeadLetters ??= new(_broker, Path + "/$Transfer/$DeadLetterQueue", Options, owner: this);

    private bool IsSubQueue => _owner is not null;

    /// <summary>Accepts a message, or says why not. A duplicate is accepted and dropped.</summary>
    public AmqpError? Enqueue(MessageContent content)
    {
        if (Objection(content) is { } objection) return objection;
        Admit(content);
        return null;
    }

    /// <summary>Says why a message cannot be taken, if so.</summary>
    public AmqpError? Objection(MessageContent content) => Sessions is not null && content.SessionId is null
        ? new(
            ErrorCondition.NotAllowed,
            "The SessionId was not set on a message, and it cannot be sent to the entity. Entities that have session support "
            + "enabled can only receive messages that have the SessionId set to a valid value.")
        : Refusal(content.Size);

    public AmqpError? Refusal(int size) => _bytes + size <= Options.MaxSizeInBytes
        ? null
        : new(ErrorCondition.ResourceLimitExceeded, $"The entity '{Path}' has reached its maximum size.");

    /// <summary>Takes a message that was checked before; returns its sequence number, zero for a duplicate.</summary>
    public long Admit(MessageContent content, int hops = 0, long enqueuedSequence = 0, string? deadLetterSource = null, long notAfter = long.MaxValue)
    {
        if (Options.RequiresDuplicateDetection && content.MessageId is { } id
            && !(_duplicates ??= new(Options.DuplicateDetectionWindow)).Add(id, _broker.Now)) return 0;
        var message = new BrokerMessage(content)
        {
            SequenceNumber = NextSequence(),
            EnqueuedAt = _broker.Now,
            Hops = hops,
            DeadLetterSource = deadLetterSource,
            ExpiresAt = notAfter,
        };
        message.EnqueuedSequenceNumber = enqueuedSequence > 0 ? enqueuedSequence : message.SequenceNumber;
        _bytes += content.Size;
        if (content.ScheduledFor > _broker.Now)
        {
            _scheduled.Add(message);
            _broker.Schedule(this, content.ScheduledFor);
        }
        else
        {
            Activate(message);
        }

        return message.SequenceNumber;
    }

    /// <summary>Takes over a message that its owner moved here, as it is.</summary>
    public void Accept(BrokerMessage message)
    {
        if (message.SequenceNumber == 0) message.SequenceNumber = message.EnqueuedSequenceNumber = Owner.NextSequence();
        _bytes += message.Content.Size;
        message.ExpiresAt = long.MaxValue;
        MakeReady(message);
    }

    public void Arm(IConsumer consumer)
    {
        _consumers.Add(consumer);
        _broker.Pump(this);
    }

    public void Join(IConsumer consumer) => _consumers.Join(consumer);

    public void Leave(IConsumer consumer) => _consumers.Leave(consumer);

    /// <summary>The entity is being deleted: whoever is here has to go.</summary>
    public void Close()
    {
        var gone = new AmqpError(ErrorCondition.NotFound, $"The messaging entity '{Path}' was deleted.");
        _consumers.CloseAll(gone);
        _deadLetters?.Close();
        _transferDeadLetters?.Close();
    }

    public BrokerMessage? FindLocked(Guid token) => _locked.Find(token);

    public bool IsLocked(BrokerMessage message, Guid token) =>
        message.State == MessageState.Locked && message.LockToken == token && message.LockedUntil > _broker.Now;

    /// <summary>Ends a delivery; false if its lock was lost.</summary>
    public bool Settle(BrokerMessage message, Guid token, Outcome outcome)
    {
        if (!IsLocked(message, token) || !Unlock(message)) return false;
        switch (outcome.Kind)
        {
            case OutcomeKind.Complete:
                Forget(message);
                break;
            case OutcomeKind.DeadLetter when !IsSubQueue:
                MoveToDeadLetters(message, outcome.Properties ?? []);
                break;
            case OutcomeKind.Defer:
                Change(message, outcome.Properties);
                Defer(message);
                break;
            default:
                Change(message, outcome.Properties);
                Return(message, countsAsDelivery: outcome.Kind != OutcomeKind.Release);
                break;
        }

        return true;
    }

    /// <summary>Extends a lock; null if it was lost.</summary>
    public long? Renew(Guid token)
    {
        if (_locked.Find(token) is not { } message || !IsLocked(message, token) || Sessions is not null) return null;
        _locked.Renew(message, LockEnd());
        _broker.Schedule(this, _locked.First!.LockedUntil);
        return message.LockedUntil;
    }

    public bool IsScheduled(long sequenceNumber) => _scheduled.Contains(sequenceNumber);

    public bool IsDeferred(long sequenceNumber) => _deferred.ContainsKey(sequenceNumber);

    public bool CancelScheduled(long sequenceNumber)
    {
        if (_scheduled.Cancel(sequenceNumber) is not { } message) return false;
        _bytes -= message.Content.Size;
        return true;
    }

    /// <summary>Looks at messages in any state, in order, without locking them.</summary>
    public IEnumerable<BrokerMessage> Browse(long fromSequenceNumber, string? sessionId = null) =>
        OrderedMerge.Of(
            _ready.From(fromSequenceNumber),
            _locked.All.Where(message => message.SequenceNumber >= fromSequenceNumber).OrderBy(message => message.SequenceNumber),
            _deferred.Values.SkipWhile(message => message.SequenceNumber < fromSequenceNumber),
            _scheduled.All.SkipWhile(message => message.SequenceNumber < fromSequenceNumber))
        .Where(message => message.ExpiresAt > _broker.Now || message.State == MessageState.Locked)
        .Where(message => sessionId is null || message.Content.SessionId == sessionId);

    /// <summary>Hands out a deferred message by its number.</summary>
    public BrokerMessage? ReceiveDeferred(long sequenceNumber, bool delete)
    {
        if (!_deferred.Remove(sequenceNumber, out var message)) return null;
        if (delete) Forget(message);
        else Lock(message);
        return message;
    }

    /// <summary>Gives a session to a consumer at once, or lets it wait for the next; false if the session is held by another.</summary>
    public bool AcceptSession(ISessionConsumer consumer)
    {
        if (Sessions!.TryAccept(consumer.SessionId, LockEnd()) is { } session) Grant(consumer, session);
        else if (consumer.SessionId is not null) return false;
        else Sessions.Wait(consumer);
        return true;
    }

    public long? RenewSession(string id)
    {
        if (Sessions?.Find(id) is not { Owner: not null } session || session.LockedUntil <= _broker.Now) return null;
        session.LockedUntil = LockEnd();
        foreach (var message in session.Locked) _locked.Renew(message, session.LockedUntil);
        _broker.Schedule(this, session.LockedUntil);
        return session.LockedUntil;
    }

    /// <summary>The holder is gone: what it had locked is free at once and was not a failed delivery.</summary>
    public void ReleaseSession(BrokerSession session, bool lost = false)
    {
        if (session.Owner is null) return;
        foreach (var message in session.Locked.ToArray())
        {
            Unlock(message);
            Return(message, countsAsDelivery: lost);
        }

        Sessions!.Release(session);
        _broker.Pump(this);
    }

    public void OnDue(long now)
    {
        foreach (var session in Sessions?.Held.Where(session => session.LockedUntil <= now).ToArray() ?? [])
        {
            var owner = session.Owner!;
            ReleaseSession(session, lost: true);
            owner.Close(new(ErrorCondition.SessionLockLost, $"The session lock has expired on the session '{session.Id}'."));
        }

        while (_locked.First is { } first && first.LockedUntil <= now)
        {
            Unlock(first);
            Return(first, countsAsDelivery: true);
        }

        while (_scheduled.TakeDue(now) is { } message)
        {
            message.SequenceNumber = message.EnqueuedSequenceNumber = NextSequence();
            message.EnqueuedAt = now;
            Activate(message);
        }

        if (_expiry.NextDue <= now) _expiry.TakeExpired(_ready, now).ForEach(Expire);
        var next = Math.Min(Math.Min(_scheduled.NextDue, _expiry.NextDue), Sessions?.NextDue ?? long.MaxValue);
        if (_locked.First is { } locked) next = Math.Min(next, locked.LockedUntil);
        if (next != long.MaxValue) _broker.Schedule(this, next);
    }

    /// <summary>Delivers while there is both a message and somebody to take it.</summary>
    public void PumpNow()
    {
        if (Sessions is not null)
        {
            PumpSessions(Sessions);
            return;
        }

        while (_consumers.Next() is { } consumer && TakeLive(null) is { } message)
        {
            Hand(message, consumer);
            _consumers.Served(consumer);
        }

        _consumers.EndDrains(_ready.Count == 0);
    }

    private void PumpSessions(SessionTable sessions)
    {
        while (sessions.NextWaiting() is { } waiting && sessions.TryAccept(null, LockEnd()) is { } free)
        {
            sessions.StopWaiting(waiting);
            Grant(waiting, free);
        }

        foreach (var session in sessions.Held)
        {
            while (session.Owner is { IsReady: true } owner && TakeLive(session) is { } message) Hand(message, owner);
            session.Owner?.TryEndDrain(session.Ready.Count == 0);
        }
    }

    private void Grant(ISessionConsumer consumer, BrokerSession session)
    {
        Sessions!.Hold(session, consumer.Grant(session));
        _broker.Schedule(this, session.LockedUntil);
        _broker.Pump(this);
    }

    private void Hand(BrokerMessage message, IConsumer consumer)
    {
        if (consumer.DeletesOnReceive) Forget(message);
        else Lock(message);
        consumer.Deliver(message);
    }

    private void Activate(BrokerMessage message)
    {
        message.ExpiresAt = Math.Min(message.ExpiresAt, ExpiryOf(message));
        MakeReady(message);
    }

    private void MakeReady(BrokerMessage message)
    {
        if (Route is not null && Route.TryPass(message))
        {
            Forget(message);
            return;
        }

        if (Sessions is not null && message.Content.SessionId is null)
        {
            // A subscription takes what its topic took, and only then finds that it cannot serve it.
            MoveToDeadLetters(message, Outcome.DeadLetter("SessionIdIsMissing", "The entity requires sessions and the message has none.").Properties!);
            return;
        }

        _ready.Add(message);
        message.State = MessageState.Active;
        if (_expiry.Note(message)) _broker.Schedule(this, message.ExpiresAt);
        _broker.Pump(this);
    }

    private BrokerMessage? TakeLive(BrokerSession? session)
    {
        while ((session is null ? _line.Take() : Sessions!.Take(session)) is { } message)
        {
            if (message.ExpiresAt > _broker.Now) return message;
            Expire(message);
        }

        return null;
    }

    private void Lock(BrokerMessage message)
    {
        var session = message.Content.SessionId is { } id ? Sessions?.Find(id) : null;
        session?.Locked.Add(message);
        _locked.Add(message, session is { Owner: not null } ? session.LockedUntil : LockEnd());
        _broker.Schedule(this, _locked.First!.LockedUntil);
    }

    private bool Unlock(BrokerMessage message)
    {
        message.Transaction = null;
        if (!_locked.Remove(message)) return false;
        if (Sessions is not null && Sessions.Find(message.Content.SessionId!) is { } session)
        {
            session.Locked.Remove(message);
            Sessions.Forget(session);
        }

        return true;
    }

    private void Defer(BrokerMessage message)
    {
        message.State = MessageState.Deferred;
        message.IsDeferred = true;
        _deferred.Add(message.SequenceNumber, message);
    }

    private void Return(BrokerMessage message, bool countsAsDelivery)
    {
        if (countsAsDelivery) message.DeliveryCount++;
        if (countsAsDelivery && !IsSubQueue && message.DeliveryCount >= Options.MaxDeliveryCount)
        {
            MoveToDeadLetters(message, Outcome.DeadLetter(
                "MaxDeliveryCountExceeded",
                $"Message could not be consumed after {Options.MaxDeliveryCount} delivery attempts.").Properties!);
        }
        else if (message.IsDeferred)
        {
            Defer(message);
        }
        else if (message.ExpiresAt <= _broker.Now)
        {
            Expire(message);
        }
        else
        {
            MakeReady(message);
        }
    }

    private void Expire(BrokerMessage message)
    {
        if (!Options.DeadLetteringOnExpiration || IsSubQueue)
        {
            Forget(message);
            return;
        }

        MoveToDeadLetters(message, Outcome.DeadLetter("TTLExpiredException", "The message expired and was dead lettered.").Properties!);
    }

    private void MoveToDeadLetters(BrokerMessage message, IReadOnlyList<KeyValuePair<string, object?>> properties)
    {
        _bytes -= message.Content.Size;
        message.Content = MessageRewriter.WithProperties(message.Content, properties);
        message.IsDeferred = false;
        message.DeadLetterSource = Path;
        DeadLetters.Accept(message);
    }

    private void Change(BrokerMessage message, IReadOnlyList<KeyValuePair<string, object?>>? properties)
    {
        if (properties is not { Count: > 0 }) return;
        _bytes -= message.Content.Size;
        message.Content = MessageRewriter.WithProperties(message.Content, properties);
        _bytes += message.Content.Size;
    }

    private void Forget(BrokerMessage message)
    {
        _bytes -= message.Content.Size;
        message.State = MessageState.Gone;
    }

    private long ExpiryOf(BrokerMessage message)
    {
        var ttl = Math.Min(
            message.Content.TimeToLive ?? long.MaxValue,
            Options.DefaultTimeToLive is { } most ? (long)most.TotalMilliseconds : long.MaxValue);
        return ttl < long.MaxValue - message.EnqueuedAt ? message.EnqueuedAt + ttl : long.MaxValue;
    }

    private long LockEnd() => _broker.Now + (long)Options.LockDuration.TotalMilliseconds;

    private long NextSequence() => ++_lastSequence;
}
