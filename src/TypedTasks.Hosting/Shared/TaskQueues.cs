using Microsoft.Extensions.Options;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Shared;

/// <summary>The queues of the registered tasks, and those that the worker receives from besides.</summary>
internal sealed class TaskQueues(TaskCatalog catalog, IOptions<TypedTasksOptions> shared, IOptions<WorkerOptions> worker) : ITaskQueues
{
    /// <summary>The queues by the names that tasks and options give them.</summary>
    public IReadOnlyList<string> Consumed => [.. catalog.Queues.Union(worker.Value.Queues).Order(StringComparer.Ordinal)];

    /// <summary>Where steps have priorities, three for each, and one more where they have ordering keys.</summary>
    public IReadOnlyList<string> Names =>
        [.. shared.Value.Priorities ? Consumed.SelectMany(QueueNames.WithPriorities) : Consumed, .. Ordered];

    public IReadOnlyList<string> Ordered => shared.Value.OrderingKeys ? [.. Consumed.Select(QueueNames.Ordered)] : [];
}
