using System.Collections.Concurrent;
using Amqp;
using Amqp.Framing;
using TypedTasks.Amqp.Links;
using TypedTasks.Amqp.Wire;
using TypedTasks.ServiceBus.Receiving;

namespace TypedTasks.Amqp.Receiving;

/// <summary>Holds as many ordering keys as there are slots, and takes the messages of each one at a time.</summary>
internal sealed class KeyIntake(BrokerContext context, AmqpReceiver receiver, ReceiverSession session, int slots) : IIntake
{
    // Several ask at once, because an answer takes a while; what nobody answers costs an operation each time.
    private const int Acceptors = 4;

    // Links of one connection; the rest is for sending.
    private const int MostKeys = 200;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Probe = TimeSpan.FromMilliseconds(1);

    // A key that is silent keeps its slot from others; having it anew costs a few frames.
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(3);
    private readonly SemaphoreSlim places = new(Math.Min(slots, MostKeys));
    private readonly ConcurrentDictionary<KeySession, Task> held = new();
    private readonly CancellationTokenSource stopping = new();
    private volatile TaskCompletionSource? pause;

    public bool HasCredit => false;

    /// <summary>Asks once: whoever is refused hears of it now.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (await SessionOpening.AcceptAsync(context, session.AmqpSession, receiver.Queue, Probe, cancellationToken).ConfigureAwait(false) is { } found)
            Hold(found.Link, found.Answer, places.WaitAsync(CancellationToken.None));
    }

    public void Start()
    {
        for (var i = 0; i < Math.Min(slots, Acceptors); i++)
            _ = AcceptAllAsync();
    }

    public void Left()
    {
        // There is one message for each key that is held, and no other is asked for before it is settled.
    }

    public void Replenish(int allowance)
    {
    }

    public async Task<TimeSpan?[]> RenewAsync(List<AmqpDelivery> deliveries) =>
        await Task.WhenAll(deliveries.Select(static delivery => delivery.Key!.RenewAsync())).ConfigureAwait(false);

    public void GiveBack(AmqpDelivery delivery, Message message) => delivery.Key!.GiveBack();

    public Task PauseAsync()
    {
        pause ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        return Task.CompletedTask;
    }

    public void Resume()
    {
        pause?.TrySetResult();
        pause = null;
    }

    public void Stop() => stopping.Cancel();

    public async Task EndAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        foreach (var (key, _) in held)
            key.End();
        await Task.WhenAll(held.Values)
            .WaitAsync(EndPatience, context.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAllAsync()
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested && !session.IsEnded)
        {
            try
            {
                if (pause is { } paused)
                    await paused.Task.WaitAsync(stopping.Token).ConfigureAwait(false);
                await places.WaitAsync(stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            try
            {
                var found = await SessionOpening.AcceptAsync(
                    context, session.AmqpSession, receiver.Queue, Wait, CancellationToken.None).ConfigureAwait(false);
                failures = 0;
                if (found is { } granted)
                    Hold(granted.Link, granted.Answer, Task.CompletedTask);
                else
                    places.Release();
            }
            catch (TransportException e) when (!session.IsEnded && e.IsTransient)
            {
                places.Release();
                await Task.Delay(context.Backoff(failures++), context.Time).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                // Nobody would ask for keys any more: another connection does.
                session.End(e.Message);
                return;
            }
        }
    }

    private void Hold(ReceiverLink link, Attach answer, Task place)
    {
        var id = ((answer.Source as Source)?.FilterSet?[AnnotationNames.SessionFilter] as string)!;
        var until = answer.Properties?[AnnotationNames.SessionLockedUntil] is long ticks ? new DateTime(ticks, DateTimeKind.Utc) : (DateTime?)null;
        var held = new DeliveryLock(Guid.Empty, context.Time);
        held.Grant(receiver.LockDuration(until));
        var key = new KeySession(context, session, link, id, held);
        this.held[key] = Task.CompletedTask;
        this.held[key] = RunAsync(key, place);
    }

    private async Task RunAsync(KeySession key, Task place)
    {
        await place.ConfigureAwait(false);
        await key.RunAsync(receiver, Idle, stopping.Token).ConfigureAwait(false);
        held.TryRemove(key, out _);
        places.Release();
    }
}
