namespace TypedTasks.ServiceBus.Topology;

/// <summary>Reads and makes queues; it needs the right Manage. Failures are <see cref="TransportException"/>.</summary>
internal interface IQueueAdministration : IDisposable
{
    /// <summary>Reads a queue; null if there is none.</summary>
    Task<QueueDescription?> FindAsync(string queue, CancellationToken cancellationToken);

    /// <summary>Makes a queue; one that somebody else has made meanwhile stays as it is.</summary>
    Task CreateAsync(string queue, QueueSettings settings, CancellationToken cancellationToken);

    /// <summary>Whether the namespace is of the tier that has neither transactions nor duplicate detection.</summary>
    Task<bool> IsBasicAsync(CancellationToken cancellationToken);
}
