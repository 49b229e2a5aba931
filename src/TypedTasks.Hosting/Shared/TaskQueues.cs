using Microsoft.Extensions.Options;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Shared;

/// <summary>The queues of the registered tasks, and those that the worker receives from besides.</summary>
internal sealed class TaskQueues : ITaskQueues
{
    private readonly TaskCatalog catalog;
    private readonly IOptions<TypedTasksOptions> shared;
    private readonly IOptions<WorkerOptions> worker;

    public TaskQueues(TaskCatalog catalog, IOptions<TypedTasksOptions> shared, IOptions<WorkerOptions> worker)
    {
        (this.catalog, this.shared, this.worker) = (catalog, shared, worker);
        string[] known = [.. catalog.Queues];
        if (worker.Value.Queues.Keys.FirstOrDefault(q => !known.Contains(q, StringComparer.Ordinal)) is { } other)
        {
            throw new InvalidOperationException(
                $"WorkerOptions.Queues (configuration TypedTasks:Worker:Queues) names the queue '{other}', which no registered task has. The tasks have: {string.Join(", ", known.Order(StringComparer.Ordinal))}. "
                + "A queue that only calls name (OnQueue) stands in WorkerOptions.OtherQueues.");
        }
    }

    /// <summary>The queues that the worker takes, by the names that tasks and options give them.</summary>
    public IReadOnlyList<string> Consumed =>
        [.. (worker.Value.Queues.Count > 0 ? worker.Value.Queues.Keys : catalog.RunQueues).Union(worker.Value.OtherQueues).Order(StringComparer.Ordinal)];

    /// <summary>Where steps have ordering keys, one more for each that the worker takes.</summary>
    public IReadOnlyList<string> ConsumedOrdered => InOrder(Consumed);

    /// <summary>Where steps have priorities, three for each, and one more where they have ordering keys.</summary>
    public IReadOnlyList<string> Names =>
        [.. shared.Value.Priorities ? Known.SelectMany(QueueNames.WithPriorities) : Known, .. Ordered];

    public IReadOnlyList<string> Ordered => InOrder(Known);

    /// <summary>Those of contracts included: whoever sends may have to create them.</summary>
    private IReadOnlyList<string> Known => [.. catalog.Queues.Union(worker.Value.OtherQueues).Order(StringComparer.Ordinal)];

    private IReadOnlyList<string> InOrder(IReadOnlyList<string> queues) => shared.Value.OrderingKeys ? [.. queues.Select(QueueNames.Ordered)] : [];
}
