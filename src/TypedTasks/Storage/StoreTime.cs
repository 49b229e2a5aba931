namespace TypedTasks.Storage;

/// <summary>Times a duration away from now. Durations may be as long as <see cref="TimeSpan.MaxValue"/>, so the sum may lie beyond what a time can be.</summary>
public static class StoreTime
{
    /// <summary>A time that is so long ago; the first of all times where there is none so early.</summary>
    /// <param name="now">Now.</param>
    /// <param name="duration">How long ago, zero or more.</param>
    public static DateTimeOffset Before(DateTimeOffset now, TimeSpan duration) =>
        duration < now - DateTimeOffset.MinValue ? now - duration : DateTimeOffset.MinValue;

    /// <summary>A time that is so far ahead; the last of all times where there is none so late.</summary>
    /// <param name="now">Now.</param>
    /// <param name="duration">How far ahead, zero or more.</param>
    public static DateTimeOffset After(DateTimeOffset now, TimeSpan duration) =>
        duration < DateTimeOffset.MaxValue - now ? now + duration : DateTimeOffset.MaxValue;
}
