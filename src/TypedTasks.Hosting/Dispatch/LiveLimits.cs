using System.Collections.Frozen;
using TypedTasks.Generated;
using TypedTasks.Hosting.Shared;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>The limits of tasks: what was said of them while workers run comes before what they declare.</summary>
internal sealed class LiveLimits(TaskCatalog catalog)
{
    private volatile FrozenDictionary<string, WorkerControl>? controls;

    /// <summary>What holds from now on.</summary>
    public void Set(IEnumerable<WorkerControl> limits)
    {
        var found = limits.ToFrozenDictionary(static c => c.Target, StringComparer.Ordinal);
        controls = found.Count == 0 ? null : found;
    }

    /// <summary>How often runs of a task may start, or null for any number of times.</summary>
    public RateLimit? RateOf(TaskDefinition task) => Find(task)?.Rate ?? task.RateLimit;

    /// <summary>How many runs of a task may be under way at once; 0 for any number.</summary>
    public int ConcurrencyOf(TaskDefinition task) => Find(task)?.MaxConcurrency ?? task.MaxConcurrency;

    /// <summary>Whether runs of a task may hold a permit: also one that was taken under a limit that is lifted by now, which is given back all the same.</summary>
    public bool MayHold(TaskDefinition task) => task.MaxConcurrency > 0 || Find(task) is not null;

    /// <summary>How many runs of a task may be under way where that was said while workers run (<see cref="int.MaxValue"/> for any number); null where the task alone says it.</summary>
    public int? CurrentLimitOf(TaskDefinition task) => Find(task) is null ? null : ConcurrencyOf(task) is > 0 and var most ? most : int.MaxValue;

    /// <summary>The same by name; null for a task that is not known here too.</summary>
    public int? CurrentLimitOf(string task) => catalog.Find(task) is { } definition ? CurrentLimitOf(definition) : null;

    private WorkerControl? Find(TaskDefinition task) => controls is { } known && known.TryGetValue(task.Name, out var control) ? control : null;
}
