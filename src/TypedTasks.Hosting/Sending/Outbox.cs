using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Protection;
using TypedTasks.Hosting.Shared;
using TypedTasks.Serialization;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Sending;

/// <summary>
/// Sends what clients have made due: the first messages of accepted flows, and what goes on after a retry or a cancellation. Whoever asks waits a moment for the
/// broker, to hear of a refusal; while the broker is away nobody waits, and what is unsent goes out once it is back. Crash window: what is unsent when the process dies is owed in the store, and upkeep sends it.
/// </summary>
internal sealed partial class Outbox(
    FlowStore store, MessageNotes notes, TimeProvider time, IOptions<WorkerOptions> options, ILogger<Outbox> logger, Courier courier) : IAsyncDisposable
{
    private const int MostMessages = 10_000;
    private const long MostBytes = 16 * 1024 * 1024;
    private const int MostAtOnce = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource closing = new();
    private readonly CancellationTokenSource abort = new();
    private readonly Queue<Unsent> unsent = new();
    private readonly HashSet<Task> slow = [];
    private Task sending = Task.CompletedTask;
    private TaskCompletionSource? room;
    private long bytes;
    private volatile bool isAway;

    /// <summary>For how many flows the broker has not taken yet what is due.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return unsent.Count + slow.Count;
        }
    }

    /// <summary>Sends the first message of a flow that was accepted, now or as soon as the broker is there.</summary>
    /// <exception cref="TransportException">The broker refuses it for good, and the flow has failed.</exception>
    public ValueTask SendFirstAsync(FlowKey key, TaskMessage first, CancellationToken cancellationToken) =>
        SendAsync(new(key, [first], IsFirst: true), cancellationToken);

    /// <summary>Sends messages that a flow owes, as the store keeps them, now or as soon as the broker is there.</summary>
    public async ValueTask SendOwedAsync(FlowKey key, IReadOnlyList<TaskMessage> owed, CancellationToken cancellationToken)
    {
        // Who mends flows over the store alone leaves it to a process that has a broker.
        if (courier.Transport is null)
            return;
        foreach (var some in owed.Select(SentOn.Resumed).Chunk(MostAtOnce))
            await SendAsync(new(key, some, IsFirst: false), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SendAsync(Unsent message, CancellationToken cancellationToken)
    {
        if (isAway)
        {
            await WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
            Keep(message);
            return;
        }

        var sent = SendNowAsync(message);
        if (sent.IsCompleted)
        {
            await sent.ConfigureAwait(false);
            return;
        }

        var task = sent.AsTask();
        try
        {
            await task.WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // Race: the broker may have answered at the last moment; then that is what is told.
            if (task.IsCompleted)
                await task.ConfigureAwait(false);
            else
                Follow(task, message.Key);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Tries once more to send what is unsent, for as long as a worker drains.</summary>
    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested)
            return;
        await closing.CancelAsync().ConfigureAwait(false);
        Task[] last;
        lock (gate)
            last = [sending, .. slow];

        // Options that do not hold stop the start: then nothing was sent, and they must not be asked.
        if (!last.All(static t => t.IsCompleted))
        {
            using var limit = new CancellationTokenSource(options.Value.DrainTime);
            using var register = limit.Token.Register(abort.Cancel);
            await Task.WhenAll(last).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (Count is > 0 and var count)
            LogLeft(logger, count);
        closing.Dispose();
        abort.Dispose();
    }

    private async ValueTask SendNowAsync(Unsent message)
    {
        try
        {
            await PassOnAsync(message).ConfigureAwait(false);
        }
        catch (TransportException e) when (e.IsTransient)
        {
            // Accepted is accepted.
            LogAway(logger, message.Key.FlowId, logger.OneLineOf(e));
            Keep(message);
        }
        catch (TransportException e)
        {
            if (await RefuseAsync(message, e).ConfigureAwait(false))
                throw;
        }
    }

    // Whoever enqueued has gone on: from here on nobody waits, until the broker keeps up again.
    private void Follow(Task task, FlowKey key)
    {
        lock (gate)
        {
            isAway = true;
            slow.Add(task);
        }

        _ = Apart.Start(() => WatchAsync(task, key));
    }

    private async Task WatchAsync(Task task, FlowKey key)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            LogRefused(logger, key.FlowId, e);
        }

        lock (gate)
        {
            slow.Remove(task);
            isAway = unsent.Count + slow.Count > 0;
        }
    }

    private void Keep(Unsent message)
    {
        lock (gate)
        {
            isAway = true;
            unsent.Enqueue(message);
            bytes += message.Bytes;
            if (sending.IsCompleted)
                sending = Apart.Start(SendUnsentAsync);
        }
    }

    private async ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task full;
            lock (gate)
            {
                if (unsent.Count < MostMessages && bytes < MostBytes)
                    return;
                full = (room ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await full.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SendUnsentAsync()
    {
        while (true)
        {
            // First: the caller holds the lock, and has just met a broker that is away.
            await Task.Delay(Pause, time, closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                while (await SendSomeAsync().ConfigureAwait(false))
                {
                }

                lock (gate)
                {
                    if (unsent.Count > 0)
                        continue;
                    sending = Task.CompletedTask;
                    isAway = slow.Count > 0;
                    return;
                }
            }
            catch (TransportException e) when (e.IsTransient)
            {
                LogStillAway(logger, Count, logger.OneLineOf(e));
            }
            catch (Exception e)
            {
                // A transport that is disposed, or a fault of its own: what is unsent is owed.
                LogStillAway(logger, Count, logger.OneLineOf(e));
                if (closing.IsCancellationRequested)
                    return;
            }

            if (closing.IsCancellationRequested)
                return;
        }
    }

    private async ValueTask<bool> SendSomeAsync()
    {
        var some = Some();
        if (some.Count == 0)
            return false;
        try
        {
            await courier.Required.SendAsync([.. some.Where(static u => !u.IsScheduled).SelectMany(static u => u.Messages)], abort.Token).ConfigureAwait(false);
            foreach (var message in some)
            {
                if (message.IsScheduled)
                    await PassOnAsync(message).ConfigureAwait(false);
                else
                    Sent(message, isLate: true);
            }
        }
        catch (TransportException e) when (!e.IsTransient)
        {
            // What is refused must not hold up the others.
            foreach (var message in some)
                await SendAloneAsync(message).ConfigureAwait(false);
        }

        lock (gate)
        {
            for (var i = 0; i < some.Count; i++)
                bytes -= unsent.Dequeue().Bytes;
            room?.SetResult();
            room = null;
        }

        return true;
    }

    private List<Unsent> Some()
    {
        List<Unsent> some = [];
        var count = 0;
        lock (gate)
        {
            foreach (var message in unsent)
            {
                if (some.Count > 0 && count + message.Messages.Count > MostAtOnce)
                    break;
                some.Add(message);
                count += message.Messages.Count;
            }
        }

        return some;
    }

    private async ValueTask SendAloneAsync(Unsent message)
    {
        try
        {
            await PassOnAsync(message).ConfigureAwait(false);
        }
        catch (TransportException e) when (!e.IsTransient)
        {
            try
            {
                if (await RefuseAsync(message, e).ConfigureAwait(false))
                    LogRefused(logger, message.Key.FlowId, e);
            }
            catch (StoreException failed)
            {
                // It is owed still: upkeep meets the refusal again.
                LogOwed(logger, message.Key.FlowId, logger.OneLineOf(failed));
            }
        }
    }

    private async ValueTask PassOnAsync(Unsent message)
    {
        if (message.IsScheduled)
            await ScheduleAsync(message).ConfigureAwait(false);
        else
            await courier.Required.SendAsync(message.Messages, abort.Token).ConfigureAwait(false);
        Sent(message, isLate: false);
    }

    private void Sent(Unsent message, bool isLate)
    {
        foreach (var sent in message.Messages)
            notes.Accepted(sent, isLate);
    }

    private async ValueTask ScheduleAsync(Unsent message)
    {
        if (await DelayedStart.SendAsync(courier.Required, message.Key, message.Messages[0], abort.Token).ConfigureAwait(false) is not { } number)
            return;
        try
        {
            await store.ExecuteAsync([number], CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException e)
        {
            // The broker has it; only its number is lost, so that a cancellation cannot take it back.
            LogNumber(logger, message.Key.FlowId, logger.OneLineOf(e));
        }
    }

    // A flow whose first message is refused can never begin. What a flow goes on with stays owed: what is wrong may be mended.
    private async ValueTask<bool> RefuseAsync(Unsent message, TransportException refusal)
    {
        var (key, messages, isFirst) = message;
        if (!isFirst)
        {
            LogOwed(logger, key.FlowId, logger.OneLineOf(refusal));
            return false;
        }

        var first = messages[0];
        var failure = FailureJson.Write(TaskFailure.From(refusal, first.Subject, first.Step, 0));
        await store.ExecuteAsync(
            [
                new ParkMessage(key, first, CarriedMessage.Create),
                new FinishFlow(key, FlowState.Failed, new(FlowValue.None, failure)),
                new DeleteOwed(first.Id),
            ],
            CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    [LoggerMessage(1, LogLevel.Warning, "Flow {FlowId} is accepted, but the broker did not take its first message yet ({Reason}); it is sent once it does")]
    private static partial void LogAway(ILogger logger, string flowId, string reason);

    [LoggerMessage(2, LogLevel.Warning, "The broker is away ({Reason}): the first messages of {Count} accepted flows wait to be sent")]
    private static partial void LogStillAway(ILogger logger, int count, string reason);

    [LoggerMessage(3, LogLevel.Error, "The broker refuses the first message of accepted flow {FlowId}; the flow fails")]
    private static partial void LogRefused(ILogger logger, string flowId, Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "Flow {FlowId} waits in the broker, but its number there could not be recorded ({Reason}): if the flow is cancelled, its message stays until it is due")]
    private static partial void LogNumber(ILogger logger, string flowId, string reason);

    [LoggerMessage(5, LogLevel.Warning, "The first messages of {Count} accepted flows are unsent at the end of the process; they are owed in the store, and a process with upkeep sends them")]
    private static partial void LogLeft(ILogger logger, int count);

    [LoggerMessage(6, LogLevel.Warning, "A message of flow {FlowId} is not sent yet ({Reason}); it stays owed, and upkeep sends it")]
    private static partial void LogOwed(ILogger logger, string flowId, string reason);

    private readonly record struct Unsent(FlowKey Key, IReadOnlyList<TaskMessage> Messages, bool IsFirst)
    {
        /// <summary>Whether it is held back by the broker: only a first message can be given back by its number.</summary>
        public bool IsScheduled => IsFirst && Messages[0].NotBefore is not null;

        public long Bytes => Messages.Sum(static m => (long)m.Body.Length);
    }
}
