using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>A queue or one of its sub-queues. Everything here runs inside the broker's lock.</summary>
internal sealed class MessageQueue(Broker broker, string path, QueueOptions options, MessageQueue? parent = null) : ITimed
{
    private readonly ReadyList _ready = new();
    private readonly LockList _locked = new();
    private readonly ScheduledList _scheduled = new();
    private readonly SortedDictionary<long, BrokerMessage> _deferred = [];
    private readonly ConsumerLine _consumers = new();
    private DuplicateWindow? _duplicates;
    private MessageQueue? _deadLetters;
    private MessageQueue? _transferDeadLetters;
    private long _lastSequence;
    private long _bytes;
    private long _nextExpiry = long.MaxValue;

    public string Path => path;

    public QueueOptions Options { get; } = options;

    /// <summary>The queue that a sub-queue belongs to: the unit that a transaction may touch.</summary>
    public MessageQueue Root => parent ?? this;

    public bool IsPumpQueued { get; set; }

    public long NotedDue { get; set; } = long.MaxValue;

    public int ActiveCount => _ready.Count + _locked.Count;

    public int ScheduledCount => _scheduled.Count;

    public int DeferredCount => _deferred.Count;

    public long SizeInBytes => _bytes;

    public int DeadLetterCount => _deadLetters?.ActiveCount ?? 0;

    public int TransferDeadLetterCount => _transferDeadLetters?.ActiveCount ?? 0;

    public MessageQueue DeadLetters => _deadLetters ??= new(broker, path + "/$DeadLetterQueue", Options, this);

    public MessageQueue TransferDeadLetters =>
        _transferDeadLetters ??= new(broker, path + "/$Transfer/$DeadLetterQueue", Options, this);

    private bool IsSubQueue => parent is not null;

    /// <summary>Accepts a message, or says why not. A duplicate is accepted and dropped.</summary>
    public AmqpError? Enqueue(MessageContent content) => Enqueue(content, out _);

    public AmqpError? Enqueue(MessageContent content, out long sequenceNumber)
    {
        sequenceNumber = 0;
        if (Refusal(content.Size) is { } refusal) return refusal;
        sequenceNumber = Admit(content);
        return null;
    }

    /// <summary>Takes a message that was checked before; returns its sequence number, zero for a duplicate.</summary>
    public long Admit(MessageContent content)
    {
        if (Options.RequiresDuplicateDetection && content.MessageId is { } id
            && !(_duplicates ??= new(Options.DuplicateDetectionWindow)).Add(id, broker.Now)) return 0;
        var message = new BrokerMessage(content) { SequenceNumber = NextSequence(), EnqueuedAt = broker.Now };
        message.EnqueuedSequenceNumber = message.SequenceNumber;
        _bytes += content.Size;
        if (content.ScheduledFor > broker.Now)
        {
            _scheduled.Add(message);
            broker.Schedule(this, content.ScheduledFor);
        }
        else
        {
            Activate(message);
        }

        return message.SequenceNumber;
    }

    public AmqpError? Refusal(int size) => _bytes + size <= Options.MaxSizeInBytes
        ? null
        : new(ErrorCondition.ResourceLimitExceeded, $"The entity '{path}' has reached its maximum size.");

    /// <summary>Takes over a message that another entity moved here, as it is.</summary>
    public void Accept(BrokerMessage message)
    {
        if (message.SequenceNumber == 0) message.SequenceNumber = message.EnqueuedSequenceNumber = Root.NextSequence();
        _bytes += message.Content.Size;
        message.ExpiresAt = long.MaxValue;
        MakeReady(message);
    }

    public void Arm(IConsumer consumer)
    {
        _consumers.Add(consumer);
        broker.Pump(this);
    }

    public BrokerMessage? FindLocked(Guid token) => _locked.Find(token);

    public bool IsLocked(BrokerMessage message, Guid token) =>
        message.State == MessageState.Locked && message.LockToken == token && message.LockedUntil > broker.Now;

    /// <summary>Ends a delivery; false if its lock was lost.</summary>
    public bool Settle(BrokerMessage message, Guid token, Outcome outcome)
    {
        if (!IsLocked(message, token) || !_locked.Remove(message)) return false;
        message.Transaction = null;
        switch (outcome.Kind)
        {
            case OutcomeKind.Complete:
                Forget(message);
                break;
            case OutcomeKind.DeadLetter when parent is null:
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
        if (_locked.Find(token) is not { } message || !IsLocked(message, token)) return null;
        _locked.Renew(message, LockEnd());
        broker.Schedule(this, _locked.First!.LockedUntil);
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
    public IEnumerable<BrokerMessage> Browse(long fromSequenceNumber) =>
        OrderedMerge.Of(
            _ready.From(fromSequenceNumber),
            _locked.All.Where(message => message.SequenceNumber >= fromSequenceNumber).OrderBy(message => message.SequenceNumber),
            _deferred.Values.SkipWhile(message => message.SequenceNumber < fromSequenceNumber),
            _scheduled.All.SkipWhile(message => message.SequenceNumber < fromSequenceNumber))
        .Where(message => message.ExpiresAt > broker.Now || message.State == MessageState.Locked);

    /// <summary>Hands out a deferred message by its number.</summary>
    public BrokerMessage? ReceiveDeferred(long sequenceNumber, bool delete)
    {
        if (!_deferred.Remove(sequenceNumber, out var message)) return null;
        if (delete) Forget(message);
        else Lock(message);
        return message;
    }

    public void OnDue(long now)
    {
        while (_locked.First is { } first && first.LockedUntil <= now)
        {
            _locked.Remove(first);
            first.Transaction = null;
            Return(first, countsAsDelivery: true);
        }

        while (_scheduled.TakeDue(now) is { } message)
        {
            message.SequenceNumber = NextSequence();
            message.EnqueuedSequenceNumber = message.SequenceNumber;
            message.EnqueuedAt = now;
            Activate(message);
        }

        if (_nextExpiry <= now) ExpireReady(now);
        var next = Math.Min(_scheduled.NextDue, _nextExpiry);
        if (_locked.First is { } locked) next = Math.Min(next, locked.LockedUntil);
        if (next != long.MaxValue) broker.Schedule(this, next);
    }

    /// <summary>Delivers while there is both a message and somebody to take it.</summary>
    public void PumpNow()
    {
        while (_consumers.Next() is { } consumer && TakeLive() is { } message)
        {
            if (consumer.DeletesOnReceive)
            {
                Forget(message);
                consumer.Deliver(message);
            }
            else
            {
                Lock(message);
                consumer.Deliver(message);
            }

            _consumers.Served(consumer);
        }

        _consumers.EndDrains(_ready.Count == 0);
    }

    private void Activate(BrokerMessage message)
    {
        message.ExpiresAt = ExpiryOf(message);
        MakeReady(message);
    }

    private void MakeReady(BrokerMessage message)
    {
        _ready.Add(message);
        if (message.ExpiresAt < _nextExpiry)
        {
            _nextExpiry = message.ExpiresAt;
            broker.Schedule(this, _nextExpiry);
        }

        broker.Pump(this);
    }

    private BrokerMessage? TakeLive()
    {
        while (_ready.Take() is { } message)
        {
            if (message.ExpiresAt > broker.Now) return message;
            Expire(message);
        }

        return null;
    }

    private void Lock(BrokerMessage message)
    {
        _locked.Add(message, LockEnd());
        broker.Schedule(this, _locked.First!.LockedUntil);
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
        else if (message.ExpiresAt <= broker.Now)
        {
            Expire(message);
        }
        else
        {
            MakeReady(message);
        }
    }

    private void ExpireReady(long now)
    {
        var expired = new List<BrokerMessage>();
        _nextExpiry = long.MaxValue;
        foreach (var message in _ready.From(0))
        {
            if (message.ExpiresAt <= now) expired.Add(message);
            else _nextExpiry = Math.Min(_nextExpiry, message.ExpiresAt);
        }

        foreach (var message in expired)
        {
            _ready.Remove(message);
            Expire(message);
        }

        // A long queue is not walked for every message that expires.
        if (_nextExpiry != long.MaxValue) _nextExpiry = Math.Max(_nextExpiry, now + _ready.Count / 100);
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
        message.DeadLetterSource = path;
        DeadLetters.Accept(message);
    }

    private void Change(BrokerMessage message, IReadOnlyList<KeyValuePair<string, object?>>? properties)
    {
        if (properties is not { Count: > 0 }) return;
        var before = message.Content.Size;
        message.Content = MessageRewriter.WithProperties(message.Content, properties);
        _bytes += message.Content.Size - before;
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

    private long LockEnd() => broker.Now + (long)Options.LockDuration.TotalMilliseconds;

    private long NextSequence() => ++_lastSequence;
}
