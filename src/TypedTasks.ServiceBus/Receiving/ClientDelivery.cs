using Azure.Messaging.ServiceBus;
using TypedTasks.ServiceBus.Clients;
using TypedTasks.ServiceBus.Messages;
using TypedTasks.ServiceBus.Observability;
using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>A received message.</summary>
internal sealed class ClientDelivery(
    ClientReceiver owner, Source source, ServiceBusReceivedMessage received, DeliveryLock held, SessionLine? line = null) : IDelivery, IHandOff
{
    private const int LongestDescription = 4096;
    private readonly Lock gate = new();
    private readonly TaskCompletionSource handedOff = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? lockLost;
    private TaskMessage? decoded;
    private bool isSettling;
    private bool isSettled;

    public Source Source => source;

    public ServiceBusReceivedMessage Received => received;

    /// <summary>The ordering key under which it is held, or null.</summary>
    public SessionLine? Line => line;

    public DeliveryLock Lock => held;

    /// <summary>When it was taken, as a timestamp.</summary>
    public long TakenAt { get; set; }

    /// <summary>Whether its hand-off has an outcome that nobody knows: its lock is left to run out.</summary>
    public bool IsUndecided { get; private set; }

    public IReadOnlyList<TaskMessage> HandOffMessages { get; private set; } = [];

    /// <summary>Why the broker refused to complete it within the last transaction.</summary>
    public Exception? Refusal { get; set; }

    public TaskMessage Message => decoded ??= ReceivedMessages.Read(received, owner.Home);

    // The library counts the delivery that is under way.
    public int DeliveryCount => UncountedDeliveries + Math.Max(0, received.DeliveryCount - 1);

    /// <summary>How many deliveries before ended without the broker counting them.</summary>
    public int UncountedDeliveries { get; init; }

    public DateTimeOffset? EnqueuedAt => received.EnqueuedTime;

    public TimeSpan? LockLeft => held.Rest;

    public CancellationToken LockLost
    {
        get
        {
            lock (gate)
            {
                lockLost ??= new();
                if (held.IsLost)
                    lockLost.Cancel();
                return lockLost.Token;
            }
        }
    }

    public async ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messages.Count, 99, nameof(messages));
        if (messages.Count == 0)
        {
            await SettleAsync(static (receiver, message) => receiver.CompleteMessageAsync(message)).ConfigureAwait(false);
            return;
        }

        BeginSettling();
        HandOffMessages = messages;
        if (held.IsLost)
            Fail(NewLockLost());
        else if (!owner.TryHandOff(this))
            Fail(owner.Lost());
        await handedOff.Task.ConfigureAwait(false);
    }

    public ValueTask AbandonAsync() => SettleAsync(static (receiver, message) => receiver.AbandonMessageAsync(message));

    /// <summary>By closing the session with its mark taken back: "closing a session does not raise the delivery count" (Service Bus message sessions).</summary>
    public ValueTask HandBackAsync()
    {
        if (line is null)
            return AbandonAsync();
        BeginSettling();
        if (!End())
            return default;
        if (held.IsLost)
            throw NewLockLost();
        line.HandBack();
        return default;
    }

    public ValueTask DeadLetterAsync(string reason, string description)
    {
        var text = description.Length <= LongestDescription ? description : description[..LongestDescription];
        return SettleAsync((receiver, message) => receiver.DeadLetterMessageAsync(message, reason, text));
    }

    /// <summary>Completes it after its messages were sent without a transaction.</summary>
    public async Task CompleteAfterSendingAsync()
    {
        try
        {
            await RepeatAsync(static (receiver, message) => receiver.CompleteMessageAsync(message)).ConfigureAwait(false);
            Succeed();
        }
        catch (TransportException e)
        {
            Fail(e);
        }
    }

    public void LoseLock()
    {
        CancellationTokenSource? token;
        lock (gate)
        {
            if (isSettled || held.IsLost)
                return;
            held.IsLost = true;
            token = lockLost;
        }

        TransportLog.LockLost(owner.Log, Message.Id, owner.Queue);
        TransportMetrics.LockLost(owner.Queue);
        line?.End();
        // Callbacks are user code: they must not run on the thread that renews the other locks.
        if (token is not null)
            ThreadPool.UnsafeQueueUserWorkItem(static s => s.Cancel(), token, preferLocal: false);
    }

    /// <summary>Gives it back unprocessed, without waiting for an answer.</summary>
    public void GiveBack()
    {
        if (line is not null)
            line.GiveBack();
        else
            _ = ReturnAsync();
    }

    public void Succeed()
    {
        if (!End())
            return;
        line?.OnSettled(succeeded: true);
        handedOff.SetResult();
    }

    public void Fail(TransportException exception)
    {
        if (!End())
            return;
        // What was not handed off comes again at once and not only when its lock has run out; the lock of a key goes with its link.
        // With a lock that is lost it only tells the client library to forget it.
        if (line is not null)
            line.OnSettled(succeeded: false);
        else
            _ = ReturnAsync();
        handedOff.SetException(exception);
    }

    /// <summary>Ends a hand-off whose outcome nobody knows. Nothing touches the message while its lock lasts: it may be completed, or about to be.</summary>
    public void LeaveUndecided(TransportException exception)
    {
        IsUndecided = true;
        if (!End())
            return;
        line?.OnUndecided();
        handedOff.SetException(exception);
    }

    public LockLostException NewLockLost(Exception? inner = null) =>
        new($"The lock on message {Message.Id} of queue '{owner.Queue}' was lost: it is delivered again.", inner);

    private async ValueTask SettleAsync(Func<ServiceBusReceiver, ServiceBusReceivedMessage, Task> settle)
    {
        BeginSettling();
        try
        {
            await RepeatAsync(settle).ConfigureAwait(false);
        }
        catch
        {
            // The broker may have heard it and not said so.
            IsUndecided = line is null;
            End();
            line?.OnSettled(succeeded: false);
            throw;
        }

        if (End())
            line?.OnSettled(succeeded: true);
    }

    // A settlement may be repeated for as long as the lock lasts: if the first was heard, the broker says that the lock is gone.
    private async Task RepeatAsync(Func<ServiceBusReceiver, ServiceBusReceivedMessage, Task> settle)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (held.IsLost || line is { IsEnded: true })
                throw NewLockLost();
            try
            {
                await settle(source.Settler, received).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (ClientFailure.IsLockLost(e))
            {
                // The library says so too when only the link is gone: asked again, it asks the broker.
                if (attempt > 0 || line is not null)
                    throw NewLockLost(e);
            }
            catch (Exception e)
            {
                var failure = owner.Explain(e, "Settling a message");
                var pause = owner.Backoff(attempt);
                if (!failure.IsTransient || owner.IsClosed || pause > held.Rest)
                    throw failure;
                await owner.PauseAsync(pause).ConfigureAwait(false);
            }
        }
    }

    public async Task ReturnAsync()
    {
        // Nobody waits for it, and whoever has it done is not to stand still with the library.
        await Task.Yield();
        try
        {
            await source.Settler.AbandonMessageAsync(received).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // A courtesy: without it the message comes again when its lock has run out.
            TransportLog.NotAbandoned(owner.Log, Message.Id, owner.Queue, e);
            if (!ClientFailure.IsLockLost(e))
                owner.OnUnanswered(this);
        }
    }

    private void BeginSettling()
    {
        lock (gate)
        {
            if (isSettling)
                throw new InvalidOperationException("A delivery is settled once.");
            isSettling = true;
        }

        owner.OnReturned(this);
    }

    private bool End()
    {
        lock (gate)
        {
            if (isSettled)
                return false;
            isSettled = true;
        }

        owner.OnSettled(this);
        return true;
    }
}
