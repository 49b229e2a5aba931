using Microsoft.Extensions.Options;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Shared;

/// <summary>The queues of the registered tasks, and those that the worker receives from besides.</summary>
internal sealed class TaskQueues(TaskCatalog catalog, IOptions<TypedTasksOptions> shared, IOptions<WorkerOptions> worker) : ITaskQueues
{
    /// <summary>The queues that the worker takes, by the names that tasks and options give them.</summary>
    public IReadOnlyList<string> Consumed => [.. catalog.RunQueues.Union(worker.Value.Queues).Order(StringComparer.Ordinal)];

    /// <summary>Where steps have ordering keys, one more for each that the worker takes.</summary>
    public IReadOnlyList<string> ConsumedOrdered => InOrder(Consumed);

    /// <summary>Where steps have priorities, three for each, and one more where they have ordering keys.</summary>
    public IReadOnlyList<string> Names =>
        [.. shared.Value.Priorities ? Known.SelectMany(QueueNames.WithPriorities) : Known, .. Ordered];

    public IReadOnlyList<string> Ordered => InOrder(Known);

    /// <summary>Those of contracts included: whoever sends may have to create them.</summary>
    private IReadOnlyList<string> Known => [.. catalog.Queues.Union(worker.Value.Queues).Order(StringComparer.Ordinal)];

    private IReadOnlyList<string> InOrder(IReadOnlyList<string> queues) => shared.Value.OrderingKeys ? [.. queues.Select(QueueNames.Ordered)] : [];
}
