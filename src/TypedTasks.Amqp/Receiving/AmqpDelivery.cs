using System.Threading.Tasks.Sources;
using Amqp;
using Amqp.Framing;
using Amqp.Transactions;
using TypedTasks.Amqp.Sending;
using TypedTasks.Amqp.Wire;
using TypedTasks.ServiceBus.Observability;
using TypedTasks.ServiceBus.Receiving;
using TypedTasks.Transport;

namespace TypedTasks.Amqp.Receiving;

/// <summary>A received message. It is its own awaitable settlement, so that settling allocates little.</summary>
internal sealed class AmqpDelivery : IDelivery, IHandOff, ISettlementObserver, IValueTaskSource
{
    private static readonly Error ConnectionEnded = new(BrokerCondition.ConnectionForced);
    private readonly Lock gate = new();
    private readonly Message message;
    private ManualResetValueTaskSourceCore<bool> settlement = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenSource? lockLost;
    private Phase phase;
    private SendRound? round;
    private Settlement? settling;
    private long settlingSince;
    private TaskMessage? decoded;
    private volatile bool settledByBroker;

    public AmqpDelivery(ReceiverSession session, Message message, DeliveryLock held, KeySession? key = null)
    {
        Session = session;
        Key = key;
        this.message = message;
        Lock = held;
        UnsettledDisposition.Observe(message, this);
    }

    private enum Phase
    {
        Held,
        Settling,
        AwaitingAnswer,
        Settled,
    }

    public ReceiverSession Session { get; }

    /// <summary>The ordering key under which it is held, or null.</summary>
    public KeySession? Key { get; }

    /// <summary>Whether what it was received over is gone.</summary>
    public bool IsVoid => Session.IsEnded || Key is { IsEnded: true };

    public DeliveryLock Lock { get; }

    /// <summary>When it was taken, as a timestamp.</summary>
    public long TakenAt { get; set; }

    /// <summary>What is to be sent when this delivery is completed.</summary>
    public IReadOnlyList<TaskMessage> HandOffMessages { get; private set; } = [];

    /// <summary>Why the broker refused to complete it within the transaction.</summary>
    public Error? TransactionError { get; private set; }

    public TaskMessage Message => decoded ??= MessageReader.Read(message, Session.Home);

    public int DeliveryCount => UncountedDeliveries + (message.Header is { } header ? (int)Math.Min(header.DeliveryCount, int.MaxValue) : 0);

    /// <summary>How many deliveries before ended without the broker counting them.</summary>
    public int UncountedDeliveries { get; init; }

    public TimeSpan? LockLeft => Lock.Rest;

    public DateTimeOffset? EnqueuedAt => MessageReader.Annotation<DateTime>(message, AnnotationNames.EnqueuedTime) is { } time
        ? new(DateTime.SpecifyKind(time, DateTimeKind.Utc))
        : null;

    public CancellationToken LockLost
    {
        get
        {
            lock (gate)
            {
                lockLost ??= new();
                if (Lock.IsLost)
                    lockLost.Cancel();
                return lockLost.Token;
            }
        }
    }

    public ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messages.Count, 99, nameof(messages));
        if (messages.Count == 0)
            return SettleAsync(Settlement.Complete);
        BeginSettling();
        HandOffMessages = messages;
        if (Lock.IsLost)
            Fail(NewLockLost());
        else if (!Session.TryHandOff(this))
            Fail(Session.Lost());
        return new(this, settlement.Version);
    }

    public ValueTask AbandonAsync() => SettleAsync(Settlement.Abandon);

    /// <summary>By closing the session with its mark taken back: "closing a session does not raise the delivery count" (Service Bus message sessions).</summary>
    public ValueTask HandBackAsync()
    {
        if (Key is null)
            return AbandonAsync();
        BeginSettling();
        if (Lock.IsLost)
        {
            Fail(NewLockLost());
        }
        else if (End())
        {
            Key.HandBack();
            settlement.SetResult(true);
        }

        return new(this, settlement.Version);
    }

    public ValueTask DeadLetterAsync(string reason, string description) =>
        SettleAsync(Settlement.DeadLetter(reason, description));

    /// <summary>Completes it after its messages were sent without a transaction.</summary>
    public void CompleteAfterSending() => Send(Settlement.Complete);

    /// <summary>Completes it as part of a transaction; the round hears of the broker's provisional answer.</summary>
    public void CompleteIn(TransactionalState state, SendRound round)
    {
        lock (gate)
        {
            TransactionError = null;
            phase = Phase.AwaitingAnswer;
            this.round = round;
            round.Begin();
        }

        if (settledByBroker || Lock.IsLost)
            Answer(new(BrokerCondition.MessageLockLost));
        else if (!TrySend(state) || IsVoid)
            Answer(ConnectionEnded);
    }

    public void OnState(DeliveryState? state, bool settled)
    {
        settledByBroker |= settled;
        Answer(Judge(state is TransactionalState transactional ? transactional.Outcome : state));
    }

    /// <summary>For how long still the broker may take to answer the settlement; null if nothing is asked of it.</summary>
    public TimeSpan? AnswerDue(TimeSpan patience)
    {
        lock (gate)
            return phase == Phase.AwaitingAnswer && round is null ? patience - Lock.Time.GetElapsedTime(settlingSince) : null;
    }

    /// <summary>The connection has ended, or the broker is silent: no answer comes any more.</summary>
    public void OnSessionEnded() => Answer(ConnectionEnded);

    public void LoseLock()
    {
        CancellationTokenSource? source;
        lock (gate)
        {
            if (phase == Phase.Settled || Lock.IsLost)
                return;
            Lock.IsLost = true;
            source = lockLost;
        }

        TransportLog.LockLost(Session.Log, Message.Id, Session.Queue);
        TransportMetrics.LockLost(Session.Queue);
        Key?.End();
        // Callbacks are user code: they must not run on the thread that renews the other locks.
        if (source is not null)
            ThreadPool.UnsafeQueueUserWorkItem(static s => s.Cancel(), source, preferLocal: false);
    }

    /// <summary>Gives it back unprocessed, without waiting for an answer.</summary>
    public void GiveBack() => Session.Intake.GiveBack(this, message);

    public void Succeed()
    {
        if (!End())
            return;
        Key?.OnSettled(succeeded: true);
        settlement.SetResult(true);
    }

    public void Fail(TransportException exception)
    {
        if (!End())
            return;
        // What was not handed off comes again at once and not only when its lock has run out; the lock of a key goes with its link.
        if (Key is not null)
            Key.OnSettled(succeeded: false);
        else if (HandOffMessages.Count > 0 && exception is not LockLostException)
            Session.AbandonLate(this);
        settlement.SetException(exception);
    }

    public void GetResult(short token) => settlement.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => settlement.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        settlement.OnCompleted(continuation, state, token, flags);

    private ValueTask SettleAsync(Settlement settlement)
    {
        BeginSettling();
        Send(settlement);
        return new(this, this.settlement.Version);
    }

    private void Send(Settlement settlement)
    {
        if (Lock.IsLost)
        {
            Fail(NewLockLost());
            return;
        }

        lock (gate)
        {
            settling = settlement;
            settlingSince = Lock.Time.GetTimestamp();
            phase = Phase.AwaitingAnswer;
        }

        if (!TrySend(settlement.Outcome) || IsVoid)
            OnSessionEnded();
    }

    private void BeginSettling()
    {
        lock (gate)
        {
            if (phase != Phase.Held)
                throw new InvalidOperationException("A delivery is settled once.");
            phase = Phase.Settling;
        }

        Session.OnReturned(this);
    }

    private bool TrySend(DeliveryState state)
    {
        try
        {
            UnsettledDisposition.Send(Session.AmqpSession, message, state);
            return true;
        }
        catch (Exception e) when (e is AmqpException or ObjectDisposedException)
        {
            return false;
        }
    }

    // Null means that the broker did what was asked.
    private static Error? Judge(DeliveryState? state) => state switch
    {
        Accepted or Modified or Released => null,
        Rejected { Error: null } => null,
        Rejected { Error: { } error } => (string)error.Condition == BrokerCondition.DeadLetter ? null : error,
        _ => new(BrokerCondition.ConnectionForced) { Description = "The broker answered a settlement with nothing that is known." },
    };

    private void Answer(Error? error)
    {
        SendRound? round;
        lock (gate)
        {
            // After the provisional answer of a transaction comes a final one.
            if (phase != Phase.AwaitingAnswer)
                return;
            phase = Phase.Settling;
            (round, this.round) = (this.round, null);
            if (round is not null)
                TransactionError = error;
        }

        if (round is not null)
            round.End();
        else if (ReferenceEquals(error, ConnectionEnded) && !Lock.IsLost && Key is null)
            Session.SettleLate(this, settling!);
        else if (ReferenceEquals(error, ConnectionEnded))
            Fail(NewLockLost());
        else if (error is null)
            Succeed();
        else if (BrokerCondition.IsLockLost(error.Condition))
            Fail(NewLockLost());
        else
            Fail(Session.Explain(error));
    }

    private bool End()
    {
        lock (gate)
        {
            if (phase == Phase.Settled)
                return false;
            phase = Phase.Settled;
        }

        Session.OnSettled(this);
        return true;
    }

    public LockLostException NewLockLost() =>
        new($"The lock on message {Message.Id} of queue '{Session.Queue}' was lost: it is delivered again.");
}
