namespace TypedTasks.Emulator.Entities;

/// <summary>Knows when the next waiting message may have lived for long enough.</summary>
internal sealed class ExpiryWatch
{
    public long NextDue { get; private set; } = long.MaxValue;

    /// <summary>When a message has lived for long enough, by its own wish and its entity's limit.</summary>
    public static long EndOf(BrokerMessage message, TimeSpan? limit)
    {
        var ttl = Math.Min(message.Content.TimeToLive ?? long.MaxValue, limit is { } most ? (long)most.TotalMilliseconds : long.MaxValue);
        return ttl < long.MaxValue - message.EnqueuedAt ? message.EnqueuedAt + ttl : long.MaxValue;
    }

    /// <summary>Notes a message; true if it is the next to expire.</summary>
    public bool Note(BrokerMessage message)
    {
        if (message.ExpiresAt >= NextDue)
            return false;
        NextDue = message.ExpiresAt;
        return true;
    }

    /// <summary>Takes out what has expired.</summary>
    public List<BrokerMessage> TakeExpired(IReadyStore ready, long now)
    {
        var expired = new List<BrokerMessage>();
        var next = long.MaxValue;
        foreach (var message in ready.From(0))
        {
            if (message.ExpiresAt <= now)
                expired.Add(message);
            else
                next = Math.Min(next, message.ExpiresAt);
        }

        foreach (var message in expired)
            ready.Remove(message);
        // A long queue is not walked for every message that expires.
        NextDue = next == long.MaxValue ? next : Math.Max(next, now + ready.Count / 100);
        return expired;
    }
}
