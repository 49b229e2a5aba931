namespace TypedTasks.ServiceBus;

/// <summary>How long to wait before trying again.</summary>
internal static class Pauses
{
    /// <summary>The pause before an attempt: it doubles, and half of it is random so that many clients do not come at once.</summary>
    public static TimeSpan Backoff(this ServiceBusOptions options, int attempt)
    {
        var longest = options.MaxReconnectDelay.TotalMilliseconds;
        var full = Math.Min(longest, options.ReconnectDelay.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 30)));
        return TimeSpan.FromMilliseconds(full * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}
