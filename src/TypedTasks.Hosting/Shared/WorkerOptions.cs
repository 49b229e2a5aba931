namespace TypedTasks;

/// <summary>How a worker runs steps.</summary>
public sealed class WorkerOptions
{
    /// <summary>How many steps of each queue run at once, 1 to 1,000; by default four for each processor, at least 8.</summary>
    public int Slots { get; set; } = Math.Max(8, 4 * Environment.ProcessorCount);

    /// <summary>How many messages wait locally beyond those that run, 0 to 2,000; null, the default, is as many as there are slots.</summary>
    public int? Prefetch { get; set; }

    /// <summary>
    /// The only queues to receive from, of those that the registered tasks have, each with how many steps of it run at once, 1 to 1,000; null for <see cref="Slots"/>. Empty, the default: all that the tasks have that can be
    /// run here. In configuration <c>TypedTasks:Worker:Queues:NAME</c> is the number, or nothing.
    /// </summary>
    public IDictionary<string, int?> Queues { get; } = new Dictionary<string, int?>(StringComparer.Ordinal);

    /// <summary>Queues to receive from besides: those that no task has, because only calls name them (<c>OnQueue</c>).</summary>
    public ISet<string> OtherQueues { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>How long running steps may go on once the host stops; then their tokens fire. Zero or more, 20 s by default.</summary>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How often a message is delivered before its step counts as failed, because the worker dies on it or loses its
    /// lock every time; 2 to 100, 5 by default. Keep it below the broker's own limit.
    /// </summary>
    public int MaxDeliveries { get; set; } = 5;

    /// <summary>
    /// How often a message may be handed back by workers that stop before its task has ended; 1 to 1,000, 50 by default. Above that its step
    /// fails as <c>TypedTasks.HandedBackTooOften</c>.
    /// </summary>
    public int MaxHandBacks { get; set; } = 50;

    /// <summary>
    /// How long a message waits for a worker that knows its task, from when it first arrived at one that does not: while versions are exchanged, another may. Zero or more,
    /// ten minutes by default; none where the broker is an emulator, or memory, in this process. Then its step fails as <c>TypedTasks.UnknownTask</c>.
    /// </summary>
    public TimeSpan? UnknownTaskGrace { get; set; }

    /// <summary>What the worker is called in views; by default host name and process id.</summary>
    public string Name { get; set; } = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>The version of the application, as the list of workers shows it; null, the default, for the informational version of the program's assembly.</summary>
    public string? Version { get; set; }

    /// <summary>How often the reconciler looks for what was left behind; more than zero, 15 s by default.</summary>
    public TimeSpan ReconcileInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The age at which a message that is owed is sent again; more than zero, 2 minutes by default. Give twice the queues' lock or more.</summary>
    public TimeSpan OwedAge { get; set; } = TimeSpan.FromMinutes(2);
}
