using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Protection;
using TypedTasks.Hosting.Shared;
using TypedTasks.Operations;

namespace TypedTasks.Hosting.Operations;

/// <summary>Asks the broker about queues, within a budget: an answer is told again for a while, and when the questions of a minute are used up the last one is told until the next minute.</summary>
internal sealed class BrokerLooks(Courier courier, TaskQueues queues, TimeProvider time, IOptions<OperationsOptions> options)
{
    // Two questions are asked about a queue.
    private const int CallsPerLook = 2;

    private readonly ConcurrentDictionary<string, QueueStatus> answers = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private Task asking = Task.CompletedTask;
    private long minute;
    private int used;

    public IReadOnlyList<string> Queues => courier.Transport is null ? [] : queues.Names;

    public async ValueTask<IReadOnlyList<QueueStatus>> LookAsync(CancellationToken cancellationToken)
    {
        if (courier.Transport is not { } transport)
            return [];
        var names = queues.Names;

        // One at a time: whoever comes meanwhile waits for the same answers.
        Task current;
        lock (gate)
            current = asking = asking.IsCompleted ? AskAllAsync(transport, names) : asking;
        await current.WaitAsync(cancellationToken).ConfigureAwait(false);
        return [.. names.Select(q => answers.GetValueOrDefault(q) ?? new(q, null, null, 0, false, null))];
    }

    /// <summary>Takes a number of questions from the budget of the minute; false where they are not left.</summary>
    public bool TryTake(int calls)
    {
        lock (gate)
        {
            var now = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;
            if (now != minute)
                (minute, used) = (now, 0);
            if (used + calls > options.Value.BrokerCallsPerMinute)
                return false;
            used += calls;
            return true;
        }
    }

    private async Task AskAllAsync(Transport.ITransport transport, IReadOnlyList<string> names)
    {
        foreach (var queue in names)
        {
            if (IsStale(queue) && TryTake(CallsPerLook))
                answers[queue] = await AskAsync(transport, queue).ConfigureAwait(false);
        }
    }

    private bool IsStale(string queue) =>
        !answers.TryGetValue(queue, out var known) || time.GetUtcNow() - known.AskedAt >= options.Value.BrokerAnswersFor;

    private async ValueTask<QueueStatus> AskAsync(Transport.ITransport transport, string queue)
    {
        var now = time.GetUtcNow();
        try
        {
            var oldest = await transport.PeekOldestAsync(queue, CancellationToken.None).ConfigureAwait(false);
            var letters = await transport.PeekDeadLettersAsync(queue, null, CancellationToken.None).ConfigureAwait(false);
            return new(queue, now, oldest == DateTimeOffset.MinValue ? null : oldest, letters.Messages.Count, letters.Messages.Count > 0 && letters.Cursor is not null, null);
        }
        catch (TransportException e)
        {
            return new(queue, now, null, 0, false, e.Message);
        }
    }
}
