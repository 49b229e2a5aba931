namespace TypedTasks.Hosting.Upkeep;

/// <summary>One thing that some process does from time to time, under a lease of its own.</summary>
internal interface IUpkeepJob
{
    /// <summary>Whether it takes leases itself, each for a part of what it does: processes know different queues, and have brokers of their own.</summary>
    bool HasOwnLeases => false;

    /// <summary>Whether it runs when the process starts, and then exactly when its interval is over; others wait for the next look.</summary>
    bool RunsAtOnce => false;

    /// <summary>The name of its lease.</summary>
    string Name { get; }

    /// <summary>How long after a run the next one starts.</summary>
    TimeSpan Interval { get; }

    /// <summary>Runs once.</summary>
    /// <param name="queues">The queues that this process knows.</param>
    /// <param name="cancellationToken">Gives up; the next run goes on.</param>
    ValueTask RunAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken);
}
