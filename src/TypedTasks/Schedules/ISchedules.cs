namespace TypedTasks;

/// <summary>Looks at schedules and steers them, for all processes that share the store; from the container.</summary>
public interface ISchedules
{
    /// <summary>The schedules that are stored, by name: those of this process, and those that others have added.</summary>
    /// <param name="times">How many of its next occurrences are told of each, 0 to 1,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<IReadOnlyList<ScheduleStatus>> ListAsync(int times = 5, CancellationToken cancellationToken = default);

    /// <summary>Stops a schedule from starting anything, until it is resumed. What runs goes on, what was given to the broker already (a minute ahead) starts.</summary>
    /// <param name="name">The schedule.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">There is no such schedule.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask PauseAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Lets a schedule go on. What was due while it was paused does not run; <see cref="BackfillAsync"/> makes up for it.</summary>
    /// <param name="name">The schedule.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">There is no such schedule.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask ResumeAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Starts a flow of a schedule of this process now, whatever else runs of it and although it is paused. Its occurrence is now; later ones see that it runs.</summary>
    /// <param name="name">The schedule.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The id of the flow.</returns>
    /// <exception cref="ArgumentException">This process has no such schedule.</exception>
    /// <exception cref="InvalidOperationException">Another definition of it is in force than that of this process.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<string> RunNowAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>
    /// Runs occurrences of the past, the oldest first: one after the other, or beside each other where the overlap allows it. One whose flow is still kept does not run again.
    /// </summary>
    /// <param name="name">The schedule, one of this process.</param>
    /// <param name="from">The first moment.</param>
    /// <param name="until">The moment after the last, not later than now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many occurrences wait for their run because of this call.</returns>
    /// <exception cref="ArgumentException">This process has no such schedule, the times are in the wrong order, or more than 1,000 occurrences would wait.</exception>
    /// <exception cref="InvalidOperationException">Another definition of it is in force than that of this process.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<int> BackfillAsync(string name, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes a schedule that is in no code any more: its pause, its counts, and what waits for its run. What it has started goes on. A process that has it would only store it anew, so while one runs, and up to three minutes after it has stopped,
    /// it is refused. Processes of versions that do not know of deletion cannot be seen.
    /// </summary>
    /// <param name="name">The schedule.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="InvalidOperationException">A process has it, this one or another.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken = default);
}
