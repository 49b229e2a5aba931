using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>
/// Lets a message on its last delivery run alone in its process: if that takes the process down once more, it was the doing of this message, and no other one pays for it.
/// </summary>
internal sealed partial class Solitude(OpenQueues queues, TimeProvider time, IOptions<WorkerOptions> options, ILogger<Solitude> logger)
{
    // Nothing hangs: what runs may never end, or wait for a step that waits here.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly HashSet<IDelivery> lasts = [];
    private int running;
    private Stay? stay;

    /// <summary>Waits until the message may run; <see cref="Returned"/> is called when it has, and <see cref="Settled"/> when it is settled, whatever it came to.</summary>
    /// <returns>What it comes to instead, or null where it may run.</returns>
    public ValueTask<Conclusion?> EnterAsync(IDelivery delivery, CancellationToken abort)
    {
        if (SentOn.DeliveriesOf(delivery) == options.Value.MaxDeliveries - 1)
            return EnterLastAsync(delivery, abort);
        return TryEnter() is { } other ? WaitAsync(other, delivery, abort) : default;
    }

    /// <summary>The user's code has returned.</summary>
    public void Returned()
    {
        Stay? waiting;
        lock (gate)
        {
            running--;
            waiting = Waiting();
        }

        waiting?.MayBegin.Cancel();
    }

    public void Settled(IDelivery delivery)
    {
        Stay? ended = null;
        Stay? waiting;
        lock (gate)
        {
            if (lasts.Count == 0 || !lasts.Remove(delivery))
                return;
            if (stay?.Delivery == delivery)
                (ended, stay) = (stay, null);
            waiting = Waiting();
        }

        waiting?.MayBegin.Cancel();
        ended?.Over.Cancel();
    }

    // Whoever is alone here by now, and has waited for it.
    private Stay? Waiting() => running == 0 && lasts.Count == 1 ? stay : null;

    private Stay? TryEnter()
    {
        lock (gate)
        {
            if (stay is { Over.IsCancellationRequested: false })
                return stay;
            running++;
            return null;
        }
    }

    private async ValueTask<Conclusion?> WaitAsync(Stay other, IDelivery delivery, CancellationToken abort)
    {
        for (var next = other; next is not null; next = TryEnter())
        {
            await WaitAsync(delivery, Longest, abort, next.Over.Token).ConfigureAwait(false);
            if (Unwanted(delivery, abort) is { } conclusion)
                return conclusion;
        }

        return null;
    }

    private async ValueTask<Conclusion?> EnterLastAsync(IDelivery delivery, CancellationToken abort)
    {
        Stay? other;
        Stay mine = new(delivery, time);
        lock (gate)
        {
            lasts.Add(delivery);
            other = stay;
            stay ??= mine;
        }

        if (other is not null)
            return await LeaveAsync(other, delivery, abort).ConfigureAwait(false);

        LogAlone(logger, delivery.Message.Id, delivery.Message.Queue, SentOn.DeliveriesOf(delivery));
        await queues.PauseAsync().ConfigureAwait(false);
        mine.Over.Token.UnsafeRegister(static s => ((OpenQueues)s!).Resume(), queues);
        bool isAlone;
        lock (gate)
            isAlone = Waiting() is not null;
        if (!isAlone)
            await WaitAsync(delivery, Longest, abort, mine.MayBegin.Token).ConfigureAwait(false);
        if (Unwanted(delivery, abort) is { } conclusion)
            return conclusion;
        lock (gate)
            running++;
        mine.Over.CancelAfter(Longest);
        return null;
    }

    // Where two of them met, the one that is at fault would take the other with it.
    private async ValueTask<Conclusion> LeaveAsync(Stay other, IDelivery delivery, CancellationToken abort)
    {
        if (delivery.Message.OrderingKey is null)
            return new Conclusion.SendOn(SentOn.Postponed(delivery, time.GetUtcNow(), other.Pause));

        // Others of its key would overtake it if it was sent on, and given back without a pause it would come again at once.
        await WaitAsync(delivery, ShortestPause, abort).ConfigureAwait(false);
        return Unwanted(delivery, abort) ?? Conclusion.GiveBack.HandedBack;
    }

    private async ValueTask WaitAsync(IDelivery delivery, TimeSpan most, CancellationToken abort, CancellationToken until = default)
    {
        using var any = CancellationTokenSource.CreateLinkedTokenSource(until, delivery.LockLost, abort);
        await Task.Delay(most, time, any.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Conclusion? Unwanted(IDelivery delivery, CancellationToken abort) =>
        delivery.LockLost.IsCancellationRequested ? Conclusion.Drop.Instance
        : abort.IsCancellationRequested ? HandBack.Of(delivery, delivery.Message.HasStart, time.GetUtcNow())
        : null;

    [LoggerMessage(1, LogLevel.Warning, "Message {MessageId} of queue {Queue} was delivered {Count} times without an outcome: this is its last delivery, and it runs alone")]
    private static partial void LogAlone(ILogger logger, string messageId, string queue, int count);

    /// <summary>The time that a message has the process to itself.</summary>
    private sealed record Stay(IDelivery Delivery, TimeProvider Time)
    {
        private readonly long began = Time.GetTimestamp();

        /// <summary>When it is worth it to come again: what has run for long may well run for longer.</summary>
        public TimeSpan Pause => TimeSpan.FromTicks(Math.Clamp(Time.GetElapsedTime(began).Ticks, ShortestPause.Ticks, Longest.Ticks));

        /// <summary>Fires when nothing else is left here.</summary>
        public CancellationTokenSource MayBegin { get; } = new();

        /// <summary>Fires when others may begin again.</summary>
        public CancellationTokenSource Over { get; } = new(Timeout.InfiniteTimeSpan, Time);
    }
}
