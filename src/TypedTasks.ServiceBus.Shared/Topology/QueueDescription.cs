namespace TypedTasks.ServiceBus.Topology;

/// <summary>The settings of a queue that the transport depends on, as the management API tells them.</summary>
internal sealed record QueueDescription
{
    public required TimeSpan Lock { get; init; }

    public required bool DetectsDuplicates { get; init; }

    public required TimeSpan DuplicateWindow { get; init; }

    public required bool RequiresSession { get; init; }

    public required bool DeadLettersExpired { get; init; }

    /// <summary>Whether its messages are spread over partitions.</summary>
    public required bool IsPartitioned { get; init; }
}
