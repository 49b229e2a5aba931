using System.Threading.Channels;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using TypedTasks.ServiceBus.Clients;
using TypedTasks.ServiceBus.Observability;
using TypedTasks.ServiceBus.Sending;
using TypedTasks.ServiceBus.Wire;
using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>An open queue, with a client of its own that opens lost connections again.</summary>
internal sealed class ClientReceiver : IReceiver
{
    private readonly ClientContext context;
    private readonly ReceiverOptions options;
    private readonly RunTimeMeter meter;
    private readonly LockTerm term;
    private readonly LockKeeper keeper;
    private readonly Standstill standstill;
    private readonly ServiceBusClient client;
    private readonly IIncoming incoming;
    private readonly IClientHandOffs handOffs;
    private readonly CancellationTokenSource closing = new();
    private readonly Channel<ClientDelivery> waiting = Channel.CreateUnbounded<ClientDelivery>();
    private volatile bool stopped;
    private volatile bool paused;

    private ClientReceiver(ClientContext context, string queue, ReceiverOptions options)
    {
        this.context = context;
        this.options = options;
        Queue = queue;
        Home = SubQueues.Home(queue);
        meter = new(options.Slots, options.Prefetch);
        term = new(context.Endpoint, context.Log, context.Time);
        keeper = new(context, queue, term);
        standstill = new(context, queue);
        client = context.NewConsumer();
        incoming = options.Ordered ? new SessionIncoming(context, this, client, options.Slots) : new LinkIncoming(context, this, client, options.Slots + options.Prefetch);
        var senders = new SenderSet(context, client);
        handOffs = context.Options.UseTransactions ? new TransactedHandOffs(context, this, senders) : new UntransactedHandOffs(context, senders);
    }

    public string Queue { get; }

    /// <summary>The queue itself, also where one below it is read.</summary>
    public string Home { get; }

    public ILogger Log => context.Log;

    public bool IsClosed => closing.IsCancellationRequested;

    public Standstill Standstill => standstill;

    public ReceiverHealth Health => standstill.Problem is { } stuck
        ? new(ReceiverState.Stuck, stuck)
        : incoming.Problem is { } problem
            ? new(ReceiverState.Reconnecting, $"Queue '{Queue}' at {context.Endpoint} is not received from: {problem}")
            : ReceiverHealth.Open;

    public static async ValueTask<ClientReceiver> OpenAsync(ClientContext context, string queue, ReceiverOptions options, CancellationToken cancellationToken)
    {
        var receiver = new ClientReceiver(context, queue, options);
        try
        {
            await receiver.incoming.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await receiver.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        TransportLog.Receiving(context.Log, queue, context.Endpoint);
        if (!context.Options.UseTransactions)
            TransportLog.NoTransactions(context.Log, queue);
        receiver.incoming.Start();
        return receiver;
    }

    public async ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                // Reading wakes one idle slot per message; waiting to read would wake all of them.
                var delivery = await waiting.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                if (TryTake(delivery))
                    return delivery;
            }
        }
        catch (ChannelClosedException)
        {
            return null;
        }
    }

    public async ValueTask PauseAsync()
    {
        // Of a line one message is taken at a time, and none waits: its lines go on.
        if (options.Ordered)
            return;
        paused = true;
        incoming.Allow(0);

        // The client library releases nothing: each of them has counted one delivery more when it comes again.
        List<Task> given = [];
        while (waiting.Reader.TryRead(out var delivery))
            given.Add(delivery.ReturnAsync());
        await Task.WhenAll(given).WaitAsync(ClientContext.ClosePatience, context.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Resume()
    {
        paused = false;
        Allow();
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        stopped = true;

        // Danger: where the library stands still, whoever calls it does too.
        await Task.Run(incoming.Stop, CancellationToken.None).WaitAsync(ClientContext.ClosePatience, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        waiting.Writer.TryComplete();
        while (waiting.Reader.TryRead(out var delivery))
            delivery.GiveBack();
    }

    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested)
            return;
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        await closing.CancelAsync().ConfigureAwait(false);
        handOffs.End();
        await ClientContext.CloseAsync(incoming).ConfigureAwait(false);
        await ClientContext.CloseAsync(client).ConfigureAwait(false);
        foreach (var delivery in keeper.Snapshot())
        {
            // With the link the broker has the session back.
            if (delivery.Line is not null)
                delivery.LoseLock();
        }

        keeper.Dispose();
        standstill.Dispose();
        closing.Dispose();
    }

    /// <summary>How long a lock lasts that the broker's clock says ends then.</summary>
    public TimeSpan LockDuration(DateTimeOffset lockedUntil) => term.Of(lockedUntil.UtcDateTime);

    public void OnArrived(ClientDelivery delivery)
    {
        // What the broker was asked for before the pause still comes, once.
        if (paused || stopped || !waiting.Writer.TryWrite(delivery))
            delivery.GiveBack();
    }

    /// <summary>The link is gone: what waits here is received anew, and what is held here goes on to hold its slot.</summary>
    public void OnLinkLost()
    {
        while (waiting.Reader.TryRead(out var delivery))
            Drop(delivery);
        Allow();
    }

    /// <summary>The user's code has returned: its slot is free.</summary>
    public void OnReturned(ClientDelivery delivery)
    {
        meter.Returned(context.Time.GetElapsedTime(delivery.TakenAt));
        Allow();
    }

    public void OnSettled(ClientDelivery delivery)
    {
        // Danger: the client library lends credit until a delivery is settled. Left alone, a few of them would stop the queue.
        if (delivery is { IsUndecided: true, Line: null })
            keeper.Leave(delivery);
        else
            keeper.Remove(delivery);
        // Over another link it took credit that nobody gives back by itself.
        if (delivery.Source.IsOver || delivery.IsUndecided)
            Allow();
    }

    /// <summary>The broker does not say that a delivery is settled: without more credit, a few of them would stop the queue.</summary>
    public void OnUnanswered(ClientDelivery delivery)
    {
        delivery.Source.Lend();
        Allow();
    }

    public bool TryHandOff(ClientDelivery delivery) => !IsClosed && handOffs.TryBegin(delivery);

    public TransportException Explain(Exception exception, string doing) => context.Failure.Of(exception, doing, Queue);

    public TransportException Lost() => new($"The link of queue '{Queue}' at {context.Endpoint} is gone: what came over it comes again.");

    public TimeSpan Backoff(int attempt) => context.Options.Backoff(attempt);

    /// <summary>Waits, but not beyond the end of the receiver.</summary>
    public async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, context.Time, closing.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // Whoever waited looks whether it is closed.
            return;
        }
    }

    private bool TryTake(ClientDelivery delivery)
    {
        if (delivery.Source.IsOver || delivery.Line is { IsEnded: true } || delivery.Lock.Rest <= TimeSpan.Zero)
        {
            Drop(delivery);
            return false;
        }

        TransportMetrics.Received(Queue);
        delivery.TakenAt = context.Time.GetTimestamp();
        meter.Taken();
        delivery.Line?.OnTaken();
        keeper.Add(delivery);
        Allow();
        return true;
    }

    private void Drop(ClientDelivery delivery)
    {
        TransportLog.Dropped(context.Log, delivery.Message.Id, Queue);
        delivery.GiveBack();
    }

    // What runs and what may wait besides, by how long steps take; never more than was asked for. What came over a link that is gone
    // takes a place all the same.
    private void Allow()
    {
        if (paused || stopped)
            return;
        var (held, astray, undecided) = keeper.Count();
        var most = Math.Min(options.Slots + options.Prefetch, held + meter.Allowance(term.Last));
        incoming.Allow(Math.Max(0, most - astray) + undecided);
    }
}
