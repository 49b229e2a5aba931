namespace TypedTasks;

/// <summary>What client and worker share.</summary>
public sealed class TypedTasksOptions
{
    /// <summary>When a flow ends at the latest; 7 days by default, more than zero.</summary>
    public TimeSpan FlowLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How failed runs are repeated where neither task nor call says otherwise.</summary>
    public RetryPolicy Retry { get; set; } = RetryPolicy.Default;

    /// <summary>How late a step may still start after its flow was cancelled; 1 s by default, more than zero.</summary>
    public TimeSpan CancellationLag { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The largest value, in bytes, that travels inside a message; a larger one lies in the store. 1 KB to 192 KB, 48 KB by default.</summary>
    public int ClaimCheckBytes { get; set; } = 48 * 1024;
}
