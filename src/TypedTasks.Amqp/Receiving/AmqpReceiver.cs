using System.Threading.Channels;
using TypedTasks.Amqp.Links;
using TypedTasks.ServiceBus.Observability;
using TypedTasks.ServiceBus.Receiving;
using TypedTasks.ServiceBus.Wire;
using TypedTasks.Transport;

namespace TypedTasks.Amqp.Receiving;

/// <summary>An open queue. It watches over its connection and opens it again when it is lost.</summary>
internal sealed class AmqpReceiver : IReceiver
{
    private readonly BrokerContext context;
    private readonly ReceiverOptions options;
    private readonly RunTimeMeter meter;
    private readonly LockTerm term;
    private readonly LockRenewer renewer;
    private readonly SilenceWatch? silence;
    private readonly CancellationTokenSource closing = new();
    private readonly Channel<AmqpDelivery> waiting = Channel.CreateUnbounded<AmqpDelivery>();

    private TaskCompletionSource<ReceiverSession> open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReceiverSession? session;
    private Task supervision = Task.CompletedTask;
    private volatile bool stopped;
    private volatile bool paused;

    private AmqpReceiver(BrokerContext context, string queue, ReceiverOptions options)
    {
        this.context = context;
        this.options = options;
        Queue = queue;
        Home = SubQueues.Home(queue);
        meter = new(options.Slots, options.Prefetch);
        term = new(context.Endpoint, context.Log, context.Time);
        renewer = new(context, queue, OpenSession);

        // Messages that stand in a line are no sign of silence: whoever holds their key may be at work.
        if (!options.Ordered)
            silence = new(context, queue, OpenSession, () => renewer.Count);
    }

    public string Queue { get; }

    /// <summary>The queue itself, also where one below it is read: transactions go by way of it.</summary>
    public string Home { get; }

    public ReceiverHealth Health => OpenSession() is null
        ? new(ReceiverState.Reconnecting, $"The connection of queue '{Queue}' to {context.Endpoint} is lost and is being opened again.")
        : silence is { IsSilent: true }
            ? new(ReceiverState.Silent, $"Nothing was received from queue '{Queue}' at {context.Endpoint} for {context.Options.SilenceLimit} or longer "
                + "although messages lie in it that are not held here: other workers hold them, or the link is stuck.")
            : ReceiverHealth.Open;

    public static async ValueTask<AmqpReceiver> OpenAsync(
        BrokerContext context, string queue, ReceiverOptions options, CancellationToken cancellationToken)
    {
        var receiver = new AmqpReceiver(context, queue, options);
        try
        {
            await receiver.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            receiver.renewer.Dispose();
            receiver.silence?.Dispose();
            receiver.closing.Dispose();
            throw;
        }

        TransportLog.Receiving(context.Log, queue, context.Endpoint);
        if (!context.Options.UseTransactions)
            TransportLog.NoTransactions(context.Log, queue);
        receiver.supervision = receiver.SuperviseAsync();
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
                delivery.Session.Intake.Left();
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
        paused = true;
        var open = OpenSession();
        if (open is not null)
            await open.Intake.PauseAsync().ConfigureAwait(false);
        while (waiting.Reader.TryRead(out var delivery))
            Return(delivery);
        if (open is not null)
            await open.AnswerAsync().ConfigureAwait(false);
    }

    public void Resume()
    {
        paused = false;
        OpenSession()?.Intake.Resume();
        Replenish();
    }

    public ValueTask StopAsync(CancellationToken cancellationToken)
    {
        stopped = true;
        session?.Intake.Stop();
        waiting.Writer.TryComplete();
        while (waiting.Reader.TryRead(out var delivery))
            delivery.GiveBack();
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested)
            return;
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        await closing.CancelAsync().ConfigureAwait(false);
        if (this.session is { } session)
            await session.DisposeAsync().ConfigureAwait(false);
        await supervision.ConfigureAwait(false);
        FailPending();
        renewer.Dispose();
        silence?.Dispose();
        closing.Dispose();
    }

    /// <summary>How long a lock lasts that the broker's clock says ends then.</summary>
    public TimeSpan LockDuration(DateTime? lockedUntil) => term.Of(lockedUntil);

    public void OnArrived(AmqpDelivery delivery)
    {
        silence?.Arrived();
        // What the broker was asked for before the pause still comes, once.
        if (paused)
            Return(delivery);
        else if (stopped || !waiting.Writer.TryWrite(delivery))
            delivery.GiveBack();
    }

    /// <summary>The user's code has returned: its slot is free.</summary>
    public void OnReturned(AmqpDelivery delivery)
    {
        meter.Returned(context.Time.GetElapsedTime(delivery.TakenAt));
        Replenish();
    }

    public void OnSettled(AmqpDelivery delivery) => renewer.Remove(delivery);

    /// <summary>Settles, over the next connection, what could not be settled over the one that ended.</summary>
    public void SettleLate(AmqpDelivery delivery, Settlement settlement) => _ = SettleLateAsync(delivery, settlement);

    /// <summary>Gives back what could not be handed off, or waited here when the connection ended.</summary>
    public void AbandonLate(AmqpDelivery delivery) => _ = AbandonLateAsync(delivery);

    private ReceiverSession? OpenSession() => Volatile.Read(ref session) is { IsEnded: false } open ? open : null;

    private bool TryTake(AmqpDelivery delivery)
    {
        if (delivery.IsVoid || delivery.Lock.Rest <= TimeSpan.Zero)
        {
            Drop(delivery);
            return false;
        }

        TransportMetrics.Received(Queue);
        delivery.TakenAt = context.Time.GetTimestamp();
        meter.Taken();
        delivery.Key?.OnTaken();
        renewer.Add(delivery);
        Replenish();
        return true;
    }

    private static void Return(AmqpDelivery delivery)
    {
        delivery.Session.Intake.Left();
        delivery.GiveBack();
    }

    // Always of the connection that is open now: what an ended one delivered holds slots all the same.
    private void Replenish()
    {
        if (!paused && Volatile.Read(ref this.session) is { IsEnded: false } session)
            session.Intake.Replenish(meter.Allowance(term.Last));
    }

    private async Task OpenSessionAsync(CancellationToken cancellationToken)
    {
        var session = await ReceiverSession.OpenAsync(
            context, this, options, cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref this.session, session);
        session.Intake.Start();
        if (paused)
            await session.Intake.PauseAsync().ConfigureAwait(false);
        if (stopped)
            session.Intake.Stop();
        else
            Replenish();
        open.TrySetResult(session);
    }

    private async Task SuperviseAsync()
    {
        while (true)
        {
            var session = this.session!;
            var error = await session.Ended.ConfigureAwait(false);
            if (closing.IsCancellationRequested)
            {
                // It may have been opened while the receiver was being disposed.
                await session.DisposeAsync().ConfigureAwait(false);
                return;
            }

            TransportLog.ConnectionLost(context.Log, Queue, context.Endpoint, (error?.Description ?? error?.Condition ?? "it was closed").TrimEnd('.'));
            Volatile.Write(ref open, new(TaskCreationOptions.RunContinuationsAsynchronously));
            FailPending();
            await session.DisposeAsync().ConfigureAwait(false);
            if (!await ReopenAsync().ConfigureAwait(false))
                return;
            if (closing.IsCancellationRequested)
                await this.session!.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> ReopenAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await OpenSessionAsync(closing.Token).ConfigureAwait(false);
                TransportLog.Reconnected(context.Log, Queue, context.Endpoint, attempt);
                TransportMetrics.Reconnected(Queue);
                return true;
            }
            catch (OperationCanceledException) when (closing.IsCancellationRequested)
            {
                return false;
            }
            catch (Exception e)
            {
                // Nothing may end the watch over a queue; what was not foreseen is logged and tried again.
                var isRefusal = (e as TransportException)?.IsTransient == false;
                // Refused once is not refused for good: what was open a moment ago may be open again soon.
                var pause = context.Backoff(attempt - 1);
                if (!isRefusal)
                    TransportLog.ReconnectFailed(context.Log, Queue, context.Endpoint, attempt, pause, e);
                else
                    TransportLog.ReconnectRefused(context.Log, Queue, context.Endpoint, attempt, pause, e);
                if (!await PauseAsync(pause).ConfigureAwait(false))
                    return false;
            }
        }
    }

    private async Task<bool> PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, context.Time, closing.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void FailPending()
    {
        foreach (var delivery in renewer.Snapshot())
        {
            if (!delivery.Session.IsEnded)
                continue;
            if (delivery.Key is not null)
                delivery.LoseLock();
            delivery.OnSessionEnded();
        }

        // They belong to the connection that ended, because no other is open yet.
        while (!closing.IsCancellationRequested && waiting.Reader.TryRead(out var delivery))
            Drop(delivery);
    }

    private void Drop(AmqpDelivery delivery)
    {
        TransportLog.Dropped(context.Log, delivery.Message.Id, Queue);
        if (delivery.Key is null && delivery.Lock.Rest > TimeSpan.Zero)
            AbandonLate(delivery);
        else
            delivery.GiveBack();
        Replenish();
    }

    private async Task SettleLateAsync(AmqpDelivery delivery, Settlement settlement)
    {
        try
        {
            var session = await NextSessionAsync(delivery.Lock.Rest).ConfigureAwait(false);
            await session.Management.SettleAsync(delivery.Lock.Token, settlement).ConfigureAwait(false);
            delivery.Succeed();
        }
        catch (LockLostException e)
        {
            delivery.Fail(e);
        }
        catch (Exception e)
        {
            delivery.Fail(e as TransportException ?? delivery.Session.Lost());
        }
    }

    private async Task AbandonLateAsync(AmqpDelivery delivery)
    {
        try
        {
            var session = await NextSessionAsync(delivery.Lock.Rest).ConfigureAwait(false);
            await session.Management.SettleAsync(delivery.Lock.Token, Settlement.Abandon).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // A courtesy: without it the message comes again when its lock has run out.
            TransportLog.NotAbandoned(context.Log, delivery.Message.Id, Queue, e);
        }
    }

    private async Task<ReceiverSession> NextSessionAsync(TimeSpan limit)
    {
        var start = context.Time.GetTimestamp();
        while (true)
        {
            var rest = limit - context.Time.GetElapsedTime(start);
            if (rest <= TimeSpan.Zero)
                throw new TimeoutException();
            var session = await Volatile.Read(ref open).Task.WaitAsync(rest, context.Time, closing.Token).ConfigureAwait(false);
            if (!session.IsEnded)
                return session;
            // Its end is not noticed yet.
            await Task.Delay(context.Backoff(0), context.Time, closing.Token).ConfigureAwait(false);
        }
    }
}
