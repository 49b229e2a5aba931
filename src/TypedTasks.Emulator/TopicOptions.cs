namespace TypedTasks.Emulator;

/// <summary>How a topic behaves.</summary>
public sealed record TopicOptions
{
    /// <summary>The name of the topic; case does not matter.</summary>
    public required string Name { get; init; }

    /// <summary>How long a message lives at most.</summary>
    public TimeSpan? DefaultTimeToLive { get; init; }

    /// <summary>Whether a message id that was seen within the window is accepted and dropped.</summary>
    public bool RequiresDuplicateDetection { get; init; } = true;

    /// <summary>How long message ids are remembered.</summary>
    public TimeSpan DuplicateDetectionWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The subscriptions that exist from the start.</summary>
    public IList<SubscriptionOptions> Subscriptions { get; init; } = [];

    internal QueueOptions ToQueue() => new()
    {
        Name = Name,
        DefaultTimeToLive = DefaultTimeToLive,
        RequiresDuplicateDetection = RequiresDuplicateDetection,
        DuplicateDetectionWindow = DuplicateDetectionWindow,
    };
}
