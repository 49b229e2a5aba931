using Azure.Messaging.ServiceBus;
using TypedTasks.ServiceBus.Clients;
using TypedTasks.ServiceBus.Observability;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>
/// Receivers of the client library, one after the other, asked in a loop. The prefetch of one is how many messages may be unsettled here,
/// so there is always a question open: how it ends is the only sign of a lost link.
/// </summary>
internal sealed class LinkIncoming : IIncoming
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan Wait = TimeSpan.FromHours(1);
    private readonly ClientContext context;
    private readonly ClientReceiver owner;
    private readonly ServiceBusClient client;
    private readonly Lazy<ServiceBusReceiver> late;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private int allowed;
    private Source source;
    private Task running = Task.CompletedTask;
    private TaskCompletionSource open = NewOpen(isOpen: true);
    private volatile string? problem;

    public LinkIncoming(ClientContext context, ClientReceiver owner, ServiceBusClient client, int most)
    {
        this.context = context;
        this.owner = owner;
        this.client = client;
        allowed = most;
        late = new(() => client.CreateReceiver(owner.Queue));
        source = NewSource();
    }

    public string? Problem => problem;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Takes what is there already, and with it says whether the link was refused.
            Deliver(await source.Link.ReceiveMessagesAsync(MostAtOnce, TimeSpan.Zero, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw owner.Explain(e, $"Opening '{owner.Queue}'");
        }
    }

    public void Start() => running = RunAsync();

    public void Allow(int messages)
    {
        lock (gate)
        {
            if (messages > 0)
                messages += source.Lent;
            if (stopping.IsCancellationRequested || messages == allowed)
                return;
            allowed = messages;
            if (!source.IsOver)
                ReceiverCredit.Set(source.Link, messages);
            if (messages > 0)
                open.TrySetResult();
            else if (open.Task.IsCompleted)
                open = NewOpen(isOpen: false);
        }
    }

    public void Stop()
    {
        lock (gate)
        {
            if (stopping.IsCancellationRequested)
                return;
            if (!source.IsOver)
                ReceiverCredit.Set(source.Link, 0);
            open.TrySetResult();
        }

        stopping.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        await running.ConfigureAwait(false);
        if (!source.IsOver)
        {
            // With credit left the library waits for what is on its way, and releases it: without, it would stay locked.
            ReceiverCredit.Set(source.Link, 1);
            await source.Link.CloseAsync().ConfigureAwait(false);
            source.End();
        }

        stopping.Dispose();
    }

    private static TaskCompletionSource NewOpen(bool isOpen)
    {
        var result = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (isOpen)
            result.SetResult();
        return result;
    }

    private Source NewSource() => new(client.CreateReceiver(owner.Queue, new ServiceBusReceiverOptions { PrefetchCount = allowed }), () => late.Value);

    private async Task RunAsync()
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                // With nothing allowed a question would ask the broker for more than that.
                await Volatile.Read(ref open).Task.ConfigureAwait(false);
                if (stopping.IsCancellationRequested)
                    return;
                if (await AskAsync(isAnew: failures > 0).ConfigureAwait(false))
                    failures = 0;
            }
            catch (Exception e)
            {
                // Nothing may end the watch over a queue; what was not foreseen is logged and tried again.
                if (stopping.IsCancellationRequested)
                    return;
                var pause = owner.Backoff(failures);
                Lost(owner.Explain(e, $"Receiving from '{owner.Queue}'"), pause, failures);
                failures++;
                await owner.PauseAsync(pause).ConfigureAwait(false);
            }
        }
    }

    // Asking for several waits 20 ms for the others once the first has come, so one is waited for and the others are taken as they are.
    private async Task<bool> AskAsync(bool isAnew)
    {
        var current = Current();
        if (current is null)
            return false;
        var messages = await owner.Standstill.WatchAsync(() => current.Link.ReceiveMessagesAsync(MostAtOnce, TimeSpan.Zero, stopping.Token)).ConfigureAwait(false);
        if (isAnew)
            Reopened();
        if (messages.Count == 0)
        {
            var start = context.Time.GetTimestamp();
            messages = await current.Link.ReceiveMessagesAsync(1, Wait, stopping.Token).ConfigureAwait(false);
            if (messages.Count == 0 && context.Time.GetElapsedTime(start) < Wait * 0.9)
                throw new TransportException("its link was closed");
        }

        Deliver(messages);
        return true;
    }

    // A receiver is used for one link: over another the library would settle by management what came over the one before.
    private Source? Current()
    {
        lock (gate)
        {
            if (allowed == 0 || stopping.IsCancellationRequested)
                return null;
            if (source.IsOver)
                source = NewSource();
            return source;
        }
    }

    private void Deliver(IReadOnlyList<ServiceBusReceivedMessage> messages)
    {
        foreach (var message in messages)
        {
            var held = new DeliveryLock(Guid.Empty, context.Time);
            held.Grant(owner.LockDuration(message.LockedUntil));
            owner.OnArrived(new(owner, source, message, held));
        }
    }

    private void Reopened()
    {
        problem = null;
        TransportLog.Reconnected(context.Log, owner.Queue, context.Endpoint, 1);
        TransportMetrics.Reconnected(owner.Queue);
    }

    private void Lost(TransportException failure, TimeSpan pause, int failures)
    {
        problem = failure.Message;
        var before = source;
        lock (gate)
            before.End();
        if (failures == 0)
            TransportLog.ConnectionLost(context.Log, owner.Queue, context.Endpoint, failure.Message.TrimEnd('.'));
        else if (failure.IsTransient)
            TransportLog.ReconnectFailed(context.Log, owner.Queue, context.Endpoint, failures, pause, failure);
        else
            TransportLog.ReconnectRefused(context.Log, owner.Queue, context.Endpoint, failures, pause, failure);
        owner.OnLinkLost();
        _ = CloseAsync(before);
    }

    // From here on whoever uses it in a transaction fails, instead of opening another link.
    private async Task CloseAsync(Source before)
    {
        try
        {
            await before.Link.CloseAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // It was broken already: closing is a courtesy.
            TransportLog.NotClosed(context.Log, owner.Queue, e);
        }
    }
}
