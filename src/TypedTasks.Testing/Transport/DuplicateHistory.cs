namespace TypedTasks.Testing;

/// <summary>The message ids that a queue remembers.</summary>
internal sealed class DuplicateHistory(TimeSpan window, int limit)
{
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, long Ticks)> order = new();

    /// <summary>Remembers the id; false when it is known.</summary>
    public bool Add(string id, DateTimeOffset now)
    {
        while (order.TryPeek(out var oldest) && oldest.Ticks + window.Ticks <= now.UtcTicks)
            ForgetOldest();
        if (!ids.Add(id))
            return false;
        if (ids.Count > limit)
            ForgetOldest();
        order.Enqueue((id, now.UtcTicks));
        return true;
    }

    private void ForgetOldest() => ids.Remove(order.Dequeue().Id);
}
