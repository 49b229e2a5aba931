namespace TypedTasks.Storage;

/// <summary>Takes the next start under a rate limit: now, when it is free, otherwise the first time that is.</summary>
/// <param name="name">What is limited.</param>
/// <param name="interval">The time between two starts.</param>
/// <param name="now">Now.</param>
public sealed class ReserveStart(string name, TimeSpan interval, DateTimeOffset now) : StoreOperation<DateTimeOffset>
{
    /// <summary>What is limited.</summary>
    public string Name { get; } = name;

    /// <summary>The time between two starts.</summary>
    public TimeSpan Interval { get; } = interval;

    /// <summary>Now.</summary>
    public DateTimeOffset Now { get; } = now;
}
