using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using TypedTasks.ServiceBus.Clients;
using TypedTasks.ServiceBus.Observability;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>Holds as many ordering keys as there are slots, and takes the messages of each one at a time.</summary>
internal sealed class SessionIncoming(ClientContext context, ClientReceiver owner, ServiceBusClient client, int slots) : IIncoming
{
    // Several ask at once, because an answer takes a while; what nobody answers costs an operation each time.
    private const int Acceptors = 4;

    // Links of one connection; the rest is for sending.
    private const int MostKeys = 200;
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(1);

    // A key that is silent keeps its slot from others; having it anew costs a few frames.
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(3);
    private static readonly ServiceBusSessionReceiverOptions OneAtATime = new() { PrefetchCount = 1 };
    private readonly SemaphoreSlim places = new(Math.Min(slots, MostKeys));
    private readonly ConcurrentDictionary<SessionLine, Task> held = new();
    private readonly CancellationTokenSource stopping = new();
    private volatile string? problem;

    public string? Problem => problem;

    /// <summary>Asks once: whoever is refused hears of it now.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Opens the connection in its own time; what takes long after that is a queue that has no key with messages.
            await using (var look = client.CreateReceiver(owner.Queue))
                await look.PeekMessageAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw Refusal(e);
        }

        using var probe = new CancellationTokenSource(Probe, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(probe.Token, cancellationToken);
        try
        {
            var receiver = await client.AcceptNextSessionAsync(owner.Queue, OneAtATime, either.Token).ConfigureAwait(false);
            Hold(receiver, places.WaitAsync(CancellationToken.None));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing was said against it, so no key has messages now.
            if (e is OperationCanceledException && probe.IsCancellationRequested)
                return;
            throw Refusal(e);
        }
    }

    public void Start()
    {
        for (var i = 0; i < Math.Min(slots, Acceptors); i++)
            _ = AcceptAllAsync();
    }

    public void Allow(int messages)
    {
        // There is one message for each key that is held, and no other is asked for before it is settled.
    }

    public void Stop() => stopping.Cancel();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        foreach (var (line, _) in held)
            line.End();
        await Task.WhenAll(held.Values).WaitAsync(EndPatience, context.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private TransportException Refusal(Exception e) => e is InvalidOperationException and not ObjectDisposedException
        ? new(context.Failure.Texts.NoSessions(owner.Queue), e) { IsTransient = false }
        : owner.Explain(e, $"Opening '{owner.Queue}'");

    private async Task AcceptAllAsync()
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await places.WaitAsync(stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            try
            {
                var receiver = await owner.Standstill.WatchAsync(() => client.AcceptNextSessionAsync(owner.Queue, OneAtATime, stopping.Token)).ConfigureAwait(false);
                Hold(receiver, Task.CompletedTask);
                Opened(ref failures);
            }
            catch (Exception e)
            {
                places.Release();
                if (stopping.IsCancellationRequested)
                    return;
                if (e is ServiceBusException { Reason: ServiceBusFailureReason.ServiceTimeout })
                {
                    Opened(ref failures);
                    continue;
                }

                await WaitAsync(owner.Explain(e, $"Receiving from '{owner.Queue}'"), failures++).ConfigureAwait(false);
            }
        }
    }

    private void Opened(ref int failures)
    {
        if (failures > 0)
            TransportLog.Reconnected(context.Log, owner.Queue, context.Endpoint, failures);
        (failures, problem) = (0, null);
    }

    private async Task WaitAsync(TransportException failure, int failures)
    {
        var pause = owner.Backoff(failures);
        problem = failure.Message;
        if (failures == 0)
            TransportLog.ConnectionLost(context.Log, owner.Queue, context.Endpoint, failure.Message.TrimEnd('.'));
        else
            TransportLog.ReconnectFailed(context.Log, owner.Queue, context.Endpoint, failures, pause, failure);
        await owner.PauseAsync(pause).ConfigureAwait(false);
    }

    private void Hold(ServiceBusSessionReceiver receiver, Task place)
    {
        var lease = new DeliveryLock(Guid.Empty, context.Time);
        lease.Grant(owner.LockDuration(receiver.SessionLockedUntil));
        var line = new SessionLine(context, owner, receiver, lease);
        held[line] = Task.CompletedTask;
        held[line] = RunAsync(line, place);
    }

    private async Task RunAsync(SessionLine line, Task place)
    {
        await place.ConfigureAwait(false);
        await line.RunAsync(Idle, stopping.Token).ConfigureAwait(false);
        held.TryRemove(line, out _);
        places.Release();
    }
}
