using Amqp;
using Amqp.Framing;
using Microsoft.Extensions.Logging;
using TypedTasks.Contracts;
using TypedTasks.ServiceBus.Links;
using TypedTasks.ServiceBus.Transactions;
using TypedTasks.ServiceBus.Wire;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>One life of a consumed queue's connection: its receiver link, its management link and its transactions.</summary>
internal sealed class ReceiverSession : IAsyncDisposable
{
    private readonly BrokerContext _context;
    private readonly ServiceBusReceiver _receiver;
    private readonly BrokerConnection _connection;
    private readonly IHandOffs _handOffs;
    private readonly TaskCompletionSource<Error?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReceiverLink _link = null!;

    private ReceiverSession(BrokerContext context, ServiceBusReceiver receiver, BrokerConnection connection)
    {
        _context = context;
        _receiver = receiver;
        _connection = connection;
        Management = new(context, connection, receiver.Queue);
        _handOffs = context.Options.UseTransactions
            ? new HandOffLoop(context, receiver.Queue, new(context, connection), new(context, connection, receiver.Home))
            : new PlainHandOffs(context, new(context, connection, null));
        _ = connection.Closed.ContinueWith(
            closed => _ended.TrySetResult(closed.Result), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public string Queue => _receiver.Queue;

    public string Home => _receiver.Home;

    public ILogger Log => _context.Log;

    public Session AmqpSession => _connection.Session;

    public QueueManagement Management { get; }

    public CreditWindow Credit { get; private set; } = null!;

    /// <summary>Ends when the connection or the receiver link has ended, with what the broker said.</summary>
    public Task<Error?> Ended => _ended.Task;

    public bool IsEnded => _ended.Task.IsCompleted;

    public static async Task<ReceiverSession> OpenAsync(
        BrokerContext context, ServiceBusReceiver receiver, int outstanding, CancellationToken cancellationToken)
    {
        var connection = await BrokerConnection.OpenAsync(context, cancellationToken).ConfigureAwait(false);
        var session = new ReceiverSession(context, receiver, connection);
        try
        {
            await connection.AuthorizeAsync(receiver.Queue, cancellationToken).ConfigureAwait(false);
            if (receiver.Home != receiver.Queue) await connection.AuthorizeAsync(receiver.Home, cancellationToken).ConfigureAwait(false);
            await session.AttachAsync(outstanding, cancellationToken).ConfigureAwait(false);
            await session._handOffs.PrepareAsync().ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends it, so that another is opened.</summary>
    public void End(string reason) => _ended.TrySetResult(new(BrokerCondition.ConnectionForced) { Description = reason });

    public void Start() => _link.Start(0, OnMessage);

    public bool TryHandOff(ServiceBusDelivery delivery) => !IsEnded && _handOffs.TryBegin(delivery);

    public void OnReturned(ServiceBusDelivery delivery) => _receiver.OnReturned(delivery);

    public void OnSettled(ServiceBusDelivery delivery) => _receiver.OnSettled(delivery);

    public void SettleLate(ServiceBusDelivery delivery, Settlement settlement) => _receiver.SettleLate(delivery, settlement);

    public void AbandonLate(ServiceBusDelivery delivery) => _receiver.AbandonLate(delivery);

    public TransportException Lost() => _context.Lost($"Settling a message of queue '{Queue}'");

    public TransportException Explain(Error error) =>
        _context.Failure.Of(error, $"Settling a message of queue '{Queue}'");

    public void GiveBack(Message message)
    {
        try
        {
            _link.Complete(message, new Released());
        }
        catch (Exception e) when (e is AmqpException or ObjectDisposedException)
        {
            // The connection is gone, and with it what was delivered over it.
            return;
        }
    }

    /// <summary>Renews the locks of deliveries and returns how long each lasts now; null where the clocks do not allow to say.</summary>
    public Task<TimeSpan?[]> RenewAsync(List<ServiceBusDelivery> deliveries) =>
        Management.RenewAsync([.. deliveries.Select(delivery => delivery.Lock.Token)], _link.Name);

    public async ValueTask DisposeAsync()
    {
        _ended.TrySetResult(null);
        _handOffs.End();
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task AttachAsync(int outstanding, CancellationToken cancellationToken)
    {
        var attach = new Attach
        {
            Source = new Source { Address = Queue },
            Target = new Target(),
            SndSettleMode = SenderSettleMode.Unsettled,
            RcvSettleMode = ReceiverSettleMode.Second,
        };
        _link = await LinkOpening.ReceiverAsync(
            _context, _connection.Session, attach, Queue, cancellationToken).ConfigureAwait(false);
        Credit = new(_link, outstanding);
        _link.AddClosedCallback((_, error) => _ended.TrySetResult(error));
    }

    // Runs on the thread that reads the connection.
    private void OnMessage(IReceiverLink link, Message message)
    {
        var token = message.DeliveryTag is { Length: 16 } tag ? new Guid(tag) : Guid.Empty;
        var held = new DeliveryLock(token, _context.Time);
        held.Grant(_receiver.LockDuration(MessageReader.Annotation<DateTime>(message, MessageNames.LockedUntil)));
        Credit.Arrived();
        _receiver.OnArrived(new(this, message, held));
    }
}
