using System.Text;

namespace TypedTasks.Engine;

/// <summary>Exponential back-off with full jitter. The jitter is a hash of step and attempt, so a run can be repeated exactly.</summary>
internal static class Backoff
{
    public static TimeSpan Delay(RetryPolicy policy, string name, int attempt)
    {
        var ceiling = Math.Min(policy.MaxDelay.TotalMilliseconds, policy.Delay.TotalMilliseconds * Math.Pow(2, attempt));
        return TimeSpan.FromMilliseconds(ceiling * Fraction(name));
    }

    // FNV-1a, finished with a multiply-shift so that ids that differ in their last digit spread over the range.
    private static double Fraction(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ b) * 1099511628211UL;
        hash ^= hash >> 32;
        hash *= 0x9E3779B97F4A7C15UL;
        return (hash >> 11) / (double)(1UL << 53);
    }
}
