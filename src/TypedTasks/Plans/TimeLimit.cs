using System.Text.Json;

namespace TypedTasks.Plans;

/// <summary>What bounds a composition in time.</summary>
/// <param name="Timeout">How long it may take, or null.</param>
/// <param name="Expiry">How long it is worth having, or null.</param>
/// <param name="Delay">How long its first steps wait.</param>
/// <param name="At">When its first steps start at the earliest.</param>
internal sealed record TimeLimit(TimeSpan? Timeout, TimeSpan? Expiry, TimeSpan? Delay, DateTimeOffset? At)
{
    /// <summary>Whether it is the expiry that ends it.</summary>
    public bool IsExpiry => Timeout is null || Expiry < Timeout;

    public TimeSpan Length => IsExpiry ? Expiry.GetValueOrDefault() : Timeout.GetValueOrDefault();

    public DateTimeOffset Due(DateTimeOffset now)
    {
        var start = now + Delay.GetValueOrDefault();
        return (At > start ? At.Value : start) + Length;
    }

    public void Write(Utf8JsonWriter json)
    {
        if (Timeout is { } timeout)
            json.WriteNumber("within"u8, timeout.TotalMilliseconds);
        if (Expiry is { } expiry)
            json.WriteNumber("expiry"u8, expiry.TotalMilliseconds);
        if (Delay is { } delay)
            json.WriteNumber("delay"u8, delay.TotalMilliseconds);
        if (At is { } at)
            json.WriteString("at"u8, at.ToUniversalTime());
    }
}
