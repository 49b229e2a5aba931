using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Shared;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>The queues of this worker, as controls want them.</summary>
internal sealed class WorkerQueues(
    TaskQueues taskQueues,
    ControlWatch controls,
    OpenQueues open,
    DeliveryHandler handler,
    TimeProvider time,
    IOptions<WorkerOptions> options,
    IOptions<TypedTasksOptions> shared,
    ILogger<WorkerQueues> logger) : IDisposable
{
    // Receiving, renewal and the store need threads of their own when every slot blocks in user code.
    private const int ReservedThreads = 16;

    private readonly CancellationTokenSource closing = new();
    private List<TakenQueue> queues = [];

    /// <summary>How many receivers are, or would be, open.</summary>
    public int Count => queues.Count;

    /// <summary>Whether nothing runs any more.</summary>
    public bool AreIdle => queues.All(static q => q.IsIdle);

    /// <summary>Each queue as people see it: what it has besides, for ordering keys, counts as part of it.</summary>
    public IReadOnlyList<WorkerQueue> Tell() =>
        [.. queues.GroupBy(static q => q.Name).Select(static g => new WorkerQueue(g.Key, g.First().Slots, g.All(static q => q.IsPaused), g.Select(static q => q.Problem).FirstOrDefault(static p => p is not null)))];

    /// <summary>Opens what is not open yet and not paused.</summary>
    public async ValueTask OpenAsync(ITransport transport, CancellationToken abort, CancellationToken cancellationToken)
    {
        if (queues.Count == 0)
            queues = Create(transport, abort);
        ReserveThreads();
        foreach (var queue in queues)
            await queue.OpenAsync(SlotsOf(queue), controls.PauseOf(queue.Name) is not null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets each queue become what is wanted by now.</summary>
    public void Follow()
    {
        ReserveThreads();
        foreach (var queue in queues)
            queue.Want(SlotsOf(queue), controls.PauseOf(queue.Name) is not null);
    }

    /// <summary>Takes nothing more.</summary>
    /// <returns>What ends when all that was taken is settled.</returns>
    public async ValueTask<Task> StopAsync()
    {
        await closing.CancelAsync().ConfigureAwait(false);
        List<Task> ends = [];
        foreach (var queue in queues)
            ends.Add(await queue.StopAsync().ConfigureAwait(false));
        return Task.WhenAll(ends);
    }

    public void Dispose() => closing.Dispose();

    private List<TakenQueue> Create(ITransport transport, CancellationToken abort)
    {
        List<TakenQueue> all = [];
        foreach (var queue in taskQueues.Consumed)
        {
            all.Add(Taken(queue, (slots, cancelled) => OpenAsync(transport, queue, slots, cancelled)));
            if (shared.Value.OrderingKeys)
                all.Add(Taken(queue, (slots, cancelled) => transport.OpenReceiverAsync(QueueNames.Ordered(queue), new(slots, 0) { Ordered = true }, cancelled)));
        }

        return all;

        TakenQueue Taken(string queue, Func<int, CancellationToken, ValueTask<IReceiver>> opens) => new(queue, opens, open, handler, time, logger, closing.Token, abort);
    }

    private int SlotsOf(TakenQueue queue) => controls.SlotsOf(queue.Name, (options.Value.Queues.TryGetValue(queue.Name, out var slots) ? slots : null) ?? options.Value.Slots);

    private async ValueTask<IReceiver> OpenAsync(ITransport transport, string queue, int slots, CancellationToken cancellationToken)
    {
        var holding = new ReceiverOptions(slots, options.Value.Prefetch ?? slots);
        if (!shared.Value.Priorities)
            return await transport.OpenReceiverAsync(queue, holding, cancellationToken).ConfigureAwait(false);

        var lanes = new List<IReceiver>();
        foreach (var lane in QueueNames.WithPriorities(queue))
            lanes.Add(await transport.OpenReceiverAsync(lane, holding, cancellationToken).ConfigureAwait(false));
        return new PriorityReceiver([.. lanes]);
    }

    private void ReserveThreads()
    {
        ThreadPool.GetMinThreads(out var workers, out var io);
        var wanted = queues.Sum(SlotsOf) + ReservedThreads;
        if (wanted > workers)
            ThreadPool.SetMinThreads(wanted, io);
    }
}
