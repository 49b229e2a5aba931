namespace TypedTasks.Testing;

/// <summary>The message ids that a queue remembers.</summary>
internal sealed class DuplicateHistory(TimeSpan window, int limit)
{
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, long Ticks)> order = new();

    /// <summary>Remembers the id; false when it is known.</summary>
    public bool Add(string id, DateTimeOffset now)
    {
        while (order.TryPeek(out var oldest) && (order.Count >= limit || oldest.Ticks + window.Ticks <= now.UtcTicks))
        {
            order.Dequeue();
            ids.Remove(oldest.Id);
        }

        if (!ids.Add(id))
            return false;
        order.Enqueue((id, now.UtcTicks));
        return true;
    }
}
