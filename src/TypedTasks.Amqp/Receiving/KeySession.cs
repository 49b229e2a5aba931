using Amqp;
using TypedTasks.Amqp.Links;
using TypedTasks.Amqp.Wire;
using TypedTasks.ServiceBus.Observability;
using TypedTasks.ServiceBus.Receiving;

namespace TypedTasks.Amqp.Receiving;

/// <summary>
/// An ordering key that is held here: nobody else gets its messages. They come one at a time, the next when the one before is
/// settled. The lock is that of the session, and belongs to the link.
/// </summary>
internal sealed class KeySession
{
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);
    private readonly BrokerContext context;
    private readonly ReceiverSession session;
    private readonly ReceiverLink link;
    private readonly Lock gate = new();
    private readonly long since;
    private readonly Task<byte[]?> state;
    private TaskCompletionSource<Message?> arrival = New<Message?>();
    private TaskCompletionSource<bool> turn = New<bool>();
    private AmqpDelivery? current;
    private KeyMark? left;
    private bool isMarked;
    private bool isRun;
    private (long SequenceNumber, int Offset) first = (-1, 0);

    public KeySession(BrokerContext context, ReceiverSession session, ReceiverLink link, string key, DeliveryLock held)
    {
        this.context = context;
        this.session = session;
        this.link = link;
        Key = key;
        Lock = held;
        since = context.Time.GetTimestamp();
        state = session.Management.GetSessionStateAsync(key, link.Name);
        link.AddClosedCallback((_, _) => OnClosed());
        link.Start(0, OnMessage);
    }

    public string Key { get; }

    public DeliveryLock Lock { get; }

    /// <summary>Whether the link is gone, and with it the lock.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Whether others should have their turn, and the lock is best had anew.</summary>
    private bool IsLong => Lock.IsLost || context.Time.GetElapsedTime(since) > Lock.Duration / 2;

    /// <summary>Takes the messages of the key until none comes for a while, or others should have their turn.</summary>
    public async Task RunAsync(AmqpReceiver receiver, TimeSpan idle, CancellationToken stopping)
    {
        try
        {
            while (!stopping.IsCancellationRequested && !IsEnded && !IsLong
                && await NextAsync(idle, stopping).ConfigureAwait(false) is { } message)
            {
                var delivery = await BeginAsync(message).ConfigureAwait(false);
                receiver.OnArrived(delivery);
                if (!await turn.Task.ConfigureAwait(false))
                    break;
            }
        }
        catch (Exception e)
        {
            // Its first message goes back with the link: nobody has seen it.
            TransportLog.KeyNotTaken(context.Log, session.Queue, e);
        }

        await CloseAsync().ConfigureAwait(false);
    }

    public Task<TimeSpan?> RenewAsync() => session.Management.RenewSessionAsync(Key, link.Name);

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

    private static TaskCompletionSource<T> New<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<Message?> NextAsync(TimeSpan idle, CancellationToken stopping)
    {
        Task<Message?> arrival;
        lock (gate)
        {
            turn = New<bool>();
            arrival = (this.arrival = New<Message?>()).Task;
            if (IsEnded)
                return null;
        }

        try
        {
            link.SetCredit(1, CreditMode.Manual);
            return await arrival.WaitAsync(idle, context.Time, stopping).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or AmqpException or ObjectDisposedException)
        {
            // What comes now goes back with the link.
            return null;
        }
    }

    private async Task<AmqpDelivery> BeginAsync(Message message)
    {
        var number = MessageReader.Annotation<long>(message, AnnotationNames.SequenceNumber) ?? -1;
        if (!isMarked)
        {
            var counted = (int)Math.Min(message.Header?.DeliveryCount ?? 0, int.MaxValue);
            left = KeyMark.Read(await state.ConfigureAwait(false));
            var count = KeyMark.Count(left, number, counted);
            first = (number, count - counted);
            await session.Management.SetSessionStateAsync(Key, new KeyMark(number, count + 1).Write(), link.Name).ConfigureAwait(false);
            isMarked = true;
        }

        var delivery = new AmqpDelivery(session, message, Lock, this) { UncountedDeliveries = number == first.SequenceNumber ? first.Offset : 0 };
        lock (gate)
        {
            current = delivery;
            if (IsEnded)
                turn.TrySetResult(false);
        }

        return delivery;
    }

    private async Task CloseAsync()
    {
        bool isRun;
        lock (gate)
            isRun = this.isRun;
        try
        {
            // The mark stays where a message was begun and not settled: that counts.
            if (isMarked && !isRun && !IsEnded)
            {
                var left = current is null ? null : this.left;
                await session.Management.SetSessionStateAsync(Key, left?.Write(), link.Name).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            TransportLog.KeyNotTaken(context.Log, session.Queue, e);
        }

        try
        {
            await link.CloseAsync(ClosePatience).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AmqpException or TimeoutException or ObjectDisposedException)
        {
            // It was gone already: with the link the broker has the session back.
            OnClosed();
        }

        Observe(state);
    }

    // Nobody asked for it in the end.
    private static void Observe(Task task) => _ = task.ContinueWith(
        static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    // Runs on the thread that reads the connection.
    private void OnMessage(IReceiverLink link, Message message) => arrival.TrySetResult(message);

    private void OnClosed()
    {
        AmqpDelivery? current;
        lock (gate)
        {
            if (IsEnded)
                return;
            IsEnded = true;
            current = this.current;
        }

        // Somebody else may have the key by now.
        current?.LoseLock();
        current?.OnSessionEnded();
        arrival.TrySetResult(null);
        turn.TrySetResult(false);
    }
}
