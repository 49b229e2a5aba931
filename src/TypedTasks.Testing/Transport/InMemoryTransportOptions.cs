namespace TypedTasks.Testing;

/// <summary>How the in-memory broker behaves.</summary>
public sealed record InMemoryTransportOptions
{
    /// <summary>How long a lock lasts that nobody renews any more: its receiver was disposed, or a settlement got lost. 1 minute by default.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a queue remembers message ids; a second message with a remembered id is accepted and dropped. 10 minutes by default.</summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many message ids a queue remembers at most, so that memory stays bounded at high rates. 200,000 by default.</summary>
    public int DuplicateHistory { get; init; } = 200_000;

    /// <summary>How often a message is delivered before the broker itself moves it to the dead-letter queue. 10 by default.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>The most bytes that the body of a message may have; <see cref="int.MaxValue"/>, no limit, by default.</summary>
    public int MaxMessageBytes { get; init; } = int.MaxValue;
}
