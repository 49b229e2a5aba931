using Amqp;
using TypedTasks.ServiceBus.Links;
using TypedTasks.ServiceBus.Observability;
using TypedTasks.ServiceBus.Wire;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>
/// An ordering key that is held here: nobody else gets its messages. They come one at a time, the next when the one before is
/// settled. The lock is that of the session, and belongs to the link.
/// </summary>
internal sealed class KeySession
{
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);
    private readonly BrokerContext _context;
    private readonly ReceiverSession _session;
    private readonly ReceiverLink _link;
    private readonly Lock _gate = new();
    private readonly long _since;
    private readonly Task<byte[]?> _state;
    private TaskCompletionSource<Message?> _arrival = New<Message?>();
    private TaskCompletionSource<bool> _turn = New<bool>();
    private ServiceBusDelivery? _current;
    private KeyMark? _left;
    private bool _isMarked;
    private bool _isRun;
    private (long SequenceNumber, int Offset) _first = (-1, 0);

    public KeySession(BrokerContext context, ReceiverSession session, ReceiverLink link, string key, DeliveryLock held)
    {
        _context = context;
        _session = session;
        _link = link;
        Key = key;
        Lock = held;
        _since = context.Time.GetTimestamp();
        _state = session.Management.GetSessionStateAsync(key, link.Name);
        link.AddClosedCallback((_, _) => OnClosed());
        link.Start(0, OnMessage);
    }

    public string Key { get; }

    public DeliveryLock Lock { get; }

    /// <summary>Whether the link is gone, and with it the lock.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Whether others should have their turn, and the lock is best had anew.</summary>
    private bool IsLong => Lock.IsLost || _context.Time.GetElapsedTime(_since) > Lock.Duration / 2;

    /// <summary>Takes the messages of the key until none comes for a while, or others should have their turn.</summary>
    public async Task RunAsync(ServiceBusReceiver receiver, TimeSpan idle, CancellationToken stopping)
    {
        try
        {
            while (!stopping.IsCancellationRequested && !IsEnded && !IsLong
                && await NextAsync(idle, stopping).ConfigureAwait(false) is { } message)
            {
                var delivery = await BeginAsync(message).ConfigureAwait(false);
                receiver.OnArrived(delivery);
                if (!await _turn.Task.ConfigureAwait(false)) break;
            }
        }
        catch (Exception e)
        {
            // Its first message goes back with the link: nobody has seen it.
            TransportLog.KeyNotTaken(_context.Log, _session.Queue, e);
        }

        await CloseAsync().ConfigureAwait(false);
    }

    public Task<TimeSpan?> RenewAsync() => _session.Management.RenewSessionAsync(Key, _link.Name);

    /// <summary>The message was handed out.</summary>
    public void OnTaken()
    {
        lock (_gate) _isRun = true;
    }

    /// <summary>The message is settled, and the next one may come; or it is not, and goes back with the link.</summary>
    public void OnSettled(bool succeeded)
    {
        lock (_gate)
        {
            if (succeeded) (_current, _left, _isRun) = (null, null, false);
        }

        _turn.TrySetResult(succeeded);
    }

    /// <summary>Goes back with the link, not counted: nobody has seen it.</summary>
    public void GiveBack() => _turn.TrySetResult(false);

    /// <summary>Lets go of the key although its message is not settled: that counts as a delivery.</summary>
    public void End() => _turn.TrySetResult(false);

    private static TaskCompletionSource<T> New<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<Message?> NextAsync(TimeSpan idle, CancellationToken stopping)
    {
        Task<Message?> arrival;
        lock (_gate)
        {
            _turn = New<bool>();
            arrival = (_arrival = New<Message?>()).Task;
            if (IsEnded) return null;
        }

        try
        {
            _link.SetCredit(1, CreditMode.Manual);
            return await arrival.WaitAsync(idle, _context.Time, stopping).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or AmqpException or ObjectDisposedException)
        {
            // What comes now goes back with the link.
            return null;
        }
    }

    private async Task<ServiceBusDelivery> BeginAsync(Message message)
    {
        var number = MessageReader.Annotation<long>(message, MessageNames.SequenceNumber) ?? -1;
        if (!_isMarked)
        {
            var counted = (int)Math.Min(message.Header?.DeliveryCount ?? 0, int.MaxValue);
            _left = KeyMark.Read(await _state.ConfigureAwait(false));
            var count = KeyMark.Count(_left, number, counted);
            _first = (number, count - counted);
            await _session.Management.SetSessionStateAsync(Key, new KeyMark(number, count + 1).Write(), _link.Name).ConfigureAwait(false);
            _isMarked = true;
        }

        var delivery = new ServiceBusDelivery(_session, message, Lock, this) { UncountedDeliveries = number == _first.SequenceNumber ? _first.Offset : 0 };
        lock (_gate)
        {
            _current = delivery;
            if (IsEnded) _turn.TrySetResult(false);
        }

        return delivery;
    }

    private async Task CloseAsync()
    {
        bool isRun;
        lock (_gate) isRun = _isRun;
        try
        {
            // The mark stays where a message was begun and not settled: that counts.
            if (_isMarked && !isRun && !IsEnded)
            {
                var left = _current is null ? null : _left;
                await _session.Management.SetSessionStateAsync(Key, left?.Write(), _link.Name).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            TransportLog.KeyNotTaken(_context.Log, _session.Queue, e);
        }

        try
        {
            await _link.CloseAsync(ClosePatience).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AmqpException or TimeoutException or ObjectDisposedException)
        {
            // It was gone already: with the link the broker has the session back.
            OnClosed();
        }

        Observe(_state);
    }

    // Nobody asked for it in the end.
    private static void Observe(Task task) => _ = task.ContinueWith(
        static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    // Runs on the thread that reads the connection.
    private void OnMessage(IReceiverLink link, Message message) => _arrival.TrySetResult(message);

    private void OnClosed()
    {
        ServiceBusDelivery? current;
        lock (_gate)
        {
            if (IsEnded) return;
            IsEnded = true;
            current = _current;
        }

        // Somebody else may have the key by now.
        current?.LoseLock();
        current?.OnSessionEnded();
        _arrival.TrySetResult(null);
        _turn.TrySetResult(false);
    }
}
