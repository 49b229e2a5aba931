using Azure.Messaging.ServiceBus;
using TypedTasks.ServiceBus.Clients;
using TypedTasks.ServiceBus.Observability;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>
/// An ordering key that is held here: nobody else gets its messages. They come one at a time, the next when the one before is
/// settled. The lock is that of the session, and belongs to the link.
/// </summary>
internal sealed class SessionLine
{
    private static readonly TimeSpan Wait = TimeSpan.FromDays(1);
    private readonly ClientContext context;
    private readonly ClientReceiver owner;
    private readonly ServiceBusSessionReceiver receiver;
    private readonly Source source;
    private readonly Lock gate = new();
    private readonly long since;
    private TaskCompletionSource<bool> turn = NewTurn();
    private ClientDelivery? current;
    private KeyMark? left;
    private bool isMarked;
    private bool isRun;
    private bool isUndecided;
    private (long SequenceNumber, int Offset) first = (-1, 0);

    public SessionLine(ClientContext context, ClientReceiver owner, ServiceBusSessionReceiver receiver, DeliveryLock held)
    {
        this.context = context;
        this.owner = owner;
        this.receiver = receiver;
        source = new(receiver, () => receiver);
        Lock = held;
        since = context.Time.GetTimestamp();
    }

    public DeliveryLock Lock { get; }

    /// <summary>Whether the link is gone, and with it the lock.</summary>
    public bool IsEnded => source.IsOver || receiver.IsClosed;

    /// <summary>Whether others should have their turn, and the lock is best had anew.</summary>
    private bool IsLong => Lock.IsLost || context.Time.GetElapsedTime(since) > Lock.Duration / 2;

    /// <summary>Takes the messages of the key until none comes for a while, or others should have their turn.</summary>
    public async Task RunAsync(TimeSpan idle, CancellationToken stopping)
    {
        try
        {
            // One message may be unsettled here, so the question for the next is open while one is held: its end is the sign of a lost link.
            var next = AskAsync();
            while (!stopping.IsCancellationRequested && !IsLong && await TakeAsync(next, idle).ConfigureAwait(false) is { } message)
            {
                next = AskAsync();
                var delivery = await BeginAsync(message).ConfigureAwait(false);
                owner.OnArrived(delivery);
                await Task.WhenAny(turn.Task, next).ConfigureAwait(false);
                if (!turn.Task.IsCompleted && !HasMessage(next))
                    LoseLink(delivery);
                if (!await turn.Task.ConfigureAwait(false))
                    break;
            }
        }
        catch (Exception e)
        {
            // Its first message goes back with the link: nobody has seen it.
            TransportLog.KeyNotTaken(context.Log, owner.Queue, e);
        }

        await CloseAsync().ConfigureAwait(false);
    }

    /// <summary>Renews the lock of the session, and says until when it lasts.</summary>
    public async Task<DateTime> RenewAsync()
    {
        await receiver.RenewSessionLockAsync().ConfigureAwait(false);
        return receiver.SessionLockedUntil.UtcDateTime;
    }

    /// <summary>The message was handed out.</summary>
    public void OnTaken()
    {
        lock (gate)
            isRun = true;
    }

    /// <summary>The message is settled, and the next one may come; or it is not, and goes back with the link.</summary>
    public void OnSettled(bool succeeded)
    {
        lock (gate)
        {
            if (succeeded)
                (current, left, isRun) = (null, null, false);
        }

        turn.TrySetResult(succeeded);
    }

    /// <summary>Whether the message is settled nobody knows: the session is kept until its lock has run out.</summary>
    public void OnUndecided()
    {
        lock (gate)
            isUndecided = true;
        turn.TrySetResult(false);
    }

    /// <summary>Goes back with the link, not counted: nobody has seen it.</summary>
    public void GiveBack() => turn.TrySetResult(false);

    /// <summary>Goes back with the link, not counted although it was handed out: its worker stops.</summary>
    public void HandBack()
    {
        lock (gate)
            isRun = false;
        turn.TrySetResult(false);
    }

    /// <summary>Lets go of the key although its message is not settled: that counts as a delivery.</summary>
    public void End() => turn.TrySetResult(false);

    private static TaskCompletionSource<bool> NewTurn() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static bool HasMessage(Task<IReadOnlyList<ServiceBusReceivedMessage>> next) => next is { IsCompletedSuccessfully: true, Result.Count: > 0 };

    private Task<IReadOnlyList<ServiceBusReceivedMessage>> AskAsync()
    {
        var next = receiver.ReceiveMessagesAsync(1, Wait);
        // It may fail with nobody waiting for it.
        _ = next.ContinueWith(
            static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return next;
    }

    // What comes after the patience goes back with the link.
    private async Task<ServiceBusReceivedMessage?> TakeAsync(Task<IReadOnlyList<ServiceBusReceivedMessage>> next, TimeSpan idle)
    {
        lock (gate)
            turn = NewTurn();
        if (!next.IsCompleted)
            await Task.WhenAny(next, Task.Delay(idle, context.Time)).ConfigureAwait(false);
        return HasMessage(next) ? (await next.ConfigureAwait(false))[0] : null;
    }

    // Somebody else may have the key by now.
    private void LoseLink(ClientDelivery delivery)
    {
        source.End();
        delivery.LoseLock();
    }

    private async Task<ClientDelivery> BeginAsync(ServiceBusReceivedMessage message)
    {
        var number = message.SequenceNumber;
        if (!isMarked)
        {
            var counted = Math.Max(0, message.DeliveryCount - 1);
            left = KeyMark.Read((await receiver.GetSessionStateAsync().ConfigureAwait(false))?.ToArray());
            var count = KeyMark.Count(left, number, counted);
            first = (number, count - counted);
            await WriteAsync(new KeyMark(number, count + 1)).ConfigureAwait(false);
            isMarked = true;
        }

        var delivery = new ClientDelivery(owner, source, message, Lock, this) { UncountedDeliveries = number == first.SequenceNumber ? first.Offset : 0 };
        lock (gate)
            current = delivery;
        return delivery;
    }

    private Task WriteAsync(KeyMark? mark) => receiver.SetSessionStateAsync(mark is { } value ? new(value.Write()) : null);

    private async Task CloseAsync()
    {
        bool isRun;
        bool isUndecided;
        lock (gate)
            (isRun, isUndecided) = (this.isRun, this.isUndecided);
        if (isUndecided && !owner.IsClosed)
            await owner.PauseAsync(Lock.Rest).ConfigureAwait(false);
        try
        {
            // The mark stays where a message was begun and not settled: that counts.
            if (isMarked && !isRun && !IsEnded)
                await WriteAsync(current is null ? null : left).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            TransportLog.KeyNotTaken(context.Log, owner.Queue, e);
        }

        source.End();
        ClientDelivery? held;
        lock (gate)
            held = current;
        try
        {
            await receiver.CloseAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // It was gone already: with the link the broker has the session back.
            TransportLog.KeyNotTaken(context.Log, owner.Queue, e);
        }

        // Somebody else may have the key by now.
        held?.LoseLock();
    }
}
