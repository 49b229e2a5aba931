namespace TypedTasks;

/// <summary>What holds of a task where the application says so, instead of what its attribute says; null for what the attribute says.</summary>
public sealed class ConfiguredTask
{
    /// <summary>The queue that it is sent to, as by <see cref="TypedTasksOptions.Route"/> for this task alone; by default what the attribute says, as for all of these.</summary>
    public string? Queue { get; set; }

    /// <summary>How often a failed run is repeated, 0 to 1,000; by default what the attribute says.</summary>
    public int? MaxRetries { get; set; }

    /// <summary>How often runs may start, by all workers together, such as <c>10/s</c>; <c>none</c> for any number of times. By default what the attribute says.</summary>
    public string? RateLimit { get; set; }

    /// <summary>How many runs may be under way at once, in all workers together, 0 or more; 0 for any number, by default what the attribute says.</summary>
    public int? MaxConcurrency { get; set; }
}
