using TypedTasks.Operations;

namespace TypedTasks;

/// <summary>
/// Looks at the workers that share the store, and steers them while they run; from the container of any process with that store, be it a worker or not. Workers follow what is said here within a second. Each
/// call says who asks and why, and both are kept with the control.
/// </summary>
/// <exception cref="InvalidOperationException">Thrown by every member where the process has no store: workers are known by their rows in it.</exception>
public interface IWorkers
{
    /// <summary>The workers, by name: those that run, and for a day those that ended without saying so (<see cref="WorkerState.Gone"/>).</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<IReadOnlyList<WorkerStatus>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>What was said last of each queue, worker and task: also that a pause is over, so that one can see who ended it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<IReadOnlyList<WorkerControl>> ListControlsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Stops workers from taking from a queue, with its priorities and ordering keys, until it is resumed: also those that start later, where no worker is named. What runs goes on; what waits stays in the queue.
    /// </summary>
    /// <param name="queue">The queue, as tasks name it.</param>
    /// <param name="by">Who asks, and why.</param>
    /// <param name="worker">The id of the only worker that is meant; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">There is no such worker, or it is gone; or the name of the queue cannot be.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask PauseAsync(string queue, ActionBy by, string? worker = null, CancellationToken cancellationToken = default);

    /// <summary>Ends a pause: that of all workers, or that of one. A worker takes from a queue where neither stands.</summary>
    /// <param name="queue">The queue, as tasks name it.</param>
    /// <param name="by">Who asks, and why.</param>
    /// <param name="worker">The id of the worker whose own pause ends; null for the pause of all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">There is no such worker, or it is gone; or the name of the queue cannot be.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask ResumeAsync(string queue, ActionBy by, string? worker = null, CancellationToken cancellationToken = default);

    /// <summary>Lets a worker take nothing new and end what it runs; then it is <see cref="WorkerState.Drained"/>, and can be stopped without handing anything back.</summary>
    /// <param name="worker">The id of the worker.</param>
    /// <param name="by">Who asks, and why.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">There is no such worker, or it is gone.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask DrainAsync(string worker, ActionBy by, CancellationToken cancellationToken = default);

    /// <summary>Lets a worker that is drained take messages again.</summary>
    /// <param name="worker">The id of the worker.</param>
    /// <param name="by">Who asks, and why.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">There is no such worker, or it is gone.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask EndDrainAsync(string worker, ActionBy by, CancellationToken cancellationToken = default);

    /// <summary>Changes how many steps of a queue each worker runs at once. Where there are fewer from now on, those that run end first.</summary>
    /// <param name="queue">The queue, as tasks name it.</param>
    /// <param name="slots">How many, 1 to 1,000; null for what the worker is configured with (or, where a worker is named, what holds for all).</param>
    /// <param name="by">Who asks, and why.</param>
    /// <param name="worker">The id of the only worker that is meant; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">There is no such worker, or it is gone; or the name of the queue cannot be.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number lies outside.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask SetSlotsAsync(string queue, int? slots, ActionBy by, string? worker = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes how often a task may start, and how many runs of it may be under way, in all workers together; each null stands for what the task declares. Starts that were given to messages before are kept.
    /// Steps with an ordering key are not limited.
    /// </summary>
    /// <param name="task">The name of the task.</param>
    /// <param name="rate">How often it may start.</param>
    /// <param name="maxConcurrency">How many runs may be under way, 1 or more.</param>
    /// <param name="by">Who asks, and why.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is less than 1, or its period not more than zero.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask SetLimitsAsync(string task, RateLimit? rate, int? maxConcurrency, ActionBy by, CancellationToken cancellationToken = default);
}
