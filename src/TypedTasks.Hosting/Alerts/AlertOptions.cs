namespace TypedTasks;

/// <summary>How often somebody is told.</summary>
public sealed class AlertOptions
{
    internal static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>
    /// At most once in this time the same is told: of failures those of one fingerprint, of late and quiet flows those of one name. What happens meanwhile is counted, and told with the next alert. A second to a day, 15 minutes by
    /// default.
    /// </summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(15);
}
