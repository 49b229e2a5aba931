using Microsoft.Extensions.Logging;
using TypedTasks.Hosting.Shared;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>
/// A queue that this worker takes, with as many slots as is wanted now; or none, where it is paused. To pause it is to close its receiver, and to change its slots is to open another one: what transports
/// promise about closing (what waits locally goes back, what runs is settled) holds here too, also of lines and priorities.
/// </summary>
/// <param name="name">The queue, as tasks name it.</param>
/// <param name="open">Opens it with so many slots.</param>
/// <param name="queues">What is told of receivers that come and go.</param>
/// <param name="handler">What messages are given to.</param>
/// <param name="time">The clock of pauses between attempts to open it.</param>
/// <param name="logger">Where changes are told.</param>
/// <param name="closing">Fires when nothing is to be opened any more.</param>
/// <param name="abort">Fires when running steps shall end.</param>
internal sealed partial class TakenQueue(
    string name,
    Func<int, CancellationToken, ValueTask<IReceiver>> open,
    OpenQueues queues,
    DeliveryHandler handler,
    TimeProvider time,
    ILogger logger,
    CancellationToken closing,
    CancellationToken abort)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly HashSet<Task> retired = [];
    private QueuePump? current;
    private Task change = Task.CompletedTask;
    private int slots;
    private int running;
    private int failures;
    private long failedAt;

    public string Name => name;

    /// <summary>How many steps it runs at once, where it is not paused.</summary>
    public int Slots
    {
        get
        {
            lock (gate)
                return slots;
        }
    }

    /// <summary>Whether nothing is taken because that is wanted.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>What keeps it from being opened again; null where nothing does.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether nothing is taken, and what was taken has ended and is settled.</summary>
    public bool IsIdle
    {
        get
        {
            lock (gate)
                return current is null && retired.Count == 0 && change.IsCompleted;
        }
    }

    /// <summary>Opens it for the first time, or does nothing where that was done, or is not wanted.</summary>
    public async ValueTask OpenAsync(int wanted, bool isPaused, CancellationToken cancellationToken)
    {
        if (current is null)
            await ChangeAsync(wanted, isPaused, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says what is wanted now. Nothing is waited for: what cannot be opened is tried again when this is said again, after a pause.</summary>
    public void Want(int wanted, bool isPaused)
    {
        lock (gate)
        {
            if (!change.IsCompleted || closing.IsCancellationRequested)
                return;
            if (IsAs(wanted, isPaused))
            {
                slots = wanted;
                return;
            }

            if (failures > 0 && time.GetElapsedTime(failedAt) < Doubling.Pause(FirstPause, LongestPause, failures - 1))
                return;
            change = Task.Run(() => TryChangeAsync(wanted, isPaused, closing), CancellationToken.None);
        }
    }

    /// <summary>Takes nothing more, once it was said that nothing is to be opened.</summary>
    /// <returns>What ends when all that was taken is settled.</returns>
    public async ValueTask<Task> StopAsync()
    {
        await change.ConfigureAwait(false);
        await SwitchAsync(null, slots, isPaused: true).ConfigureAwait(false);
        lock (gate)
            return Task.WhenAll(retired);
    }

    private bool IsAs(int wanted, bool isPaused) => isPaused ? current is null && IsPaused : current is not null && slots == wanted;

    private async Task TryChangeAsync(int wanted, bool isPaused, CancellationToken cancellationToken)
    {
        try
        {
            await ChangeAsync(wanted, isPaused, cancellationToken).ConfigureAwait(false);
            if (isPaused)
                LogPaused(logger, name);
            else
                LogTaken(logger, name, wanted);
            (failures, Problem) = (0, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The worker stops.
            return;
        }
        catch (Exception e)
        {
            // Whatever it is, the queue has to be tried again.
            (failures, failedAt) = (failures + 1, time.GetTimestamp());
            Problem = $"Queue '{name}' could not be opened again: {e.Message}";
            LogNotOpened(logger, name, logger.OneLineOf(e));
        }
    }

    private async ValueTask ChangeAsync(int wanted, bool isPaused, CancellationToken cancellationToken)
    {
        if (isPaused)
        {
            await SwitchAsync(null, wanted, isPaused).ConfigureAwait(false);
            return;
        }

        var receiver = await open(wanted, cancellationToken).ConfigureAwait(false);
        await queues.OpenedAsync(receiver).ConfigureAwait(false);
        await SwitchAsync(receiver, wanted, isPaused).ConfigureAwait(false);
    }

    private async ValueTask SwitchAsync(IReceiver? next, int wanted, bool isPaused)
    {
        QueuePump? before;
        lock (gate)
        {
#pragma warning disable CA2000 // It is disposed of once its receiver has ended (EndAsync).
            (before, current) = (current, next is null ? null : new(next, handler));
#pragma warning restore CA2000
            (slots, IsPaused) = (wanted, isPaused);
        }

        if (before is not null)
        {
            queues.Closed(before.Receiver);
            await before.Receiver.StopAsync(CancellationToken.None).ConfigureAwait(false);
            Retire(before);
        }

        lock (gate)
            StartMissing();
    }

    private void Retire(QueuePump pump)
    {
        lock (gate)
        {
            var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            retired.Add(end.Task);
            _ = EndAsync(pump, end);
        }
    }

    private async Task EndAsync(QueuePump pump, TaskCompletionSource end)
    {
        try
        {
            await pump.EndAsync().ConfigureAwait(false);
            await pump.Receiver.DisposeAsync().ConfigureAwait(false);
            pump.Dispose();
            end.SetResult();
        }
        catch (Exception e)
        {
            // Told to whoever stops the worker, and here to whoever goes on.
            LogNotClosed(logger, name, e);
            end.SetException(e);
        }

        lock (gate)
            retired.Remove(end.Task);
    }

    // Under the lock. Steps of a receiver before go on to hold their slots until they end.
    private void StartMissing()
    {
        while (current is { } pump && running < slots)
        {
            running++;
            pump.StartSlot(SlotEnded, abort);
        }
    }

    private void SlotEnded()
    {
        lock (gate)
        {
            running--;
            if (!closing.IsCancellationRequested && !abort.IsCancellationRequested)
                StartMissing();
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Queue {Queue} is paused: nothing is taken from it")]
    private static partial void LogPaused(ILogger logger, string queue);

    [LoggerMessage(2, LogLevel.Information, "Queue {Queue} is taken with {Slots} slots")]
    private static partial void LogTaken(ILogger logger, string queue, int slots);

    [LoggerMessage(3, LogLevel.Error, "Queue {Queue} could not be opened again ({Reason}); it is tried again")]
    private static partial void LogNotOpened(ILogger logger, string queue, string reason);

    [LoggerMessage(4, LogLevel.Warning, "A receiver of queue {Queue} could not be closed")]
    private static partial void LogNotClosed(ILogger logger, string queue, Exception exception);
}
