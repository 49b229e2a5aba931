namespace TypedTasks.Emulator.Entities;

/// <summary>The message ids seen within the duplicate detection window.</summary>
internal sealed class DuplicateWindow(TimeSpan window)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, long SeenAt)> _order = new();

    /// <summary>How long an id is remembered.</summary>
    public TimeSpan Length { get; set; } = window;

    /// <summary>Takes back an id that was seen before the process began.</summary>
    public void Restore(string id, long seenAt)
    {
        if (_ids.Add(id)) _order.Enqueue((id, seenAt));
    }

    /// <summary>Notes an id; false if it was seen before.</summary>
    public bool Add(string id, long now)
    {
        while (_order.TryPeek(out var oldest) && oldest.SeenAt + (long)Length.TotalMilliseconds <= now)
        {
            _order.Dequeue();
            _ids.Remove(oldest.Id);
        }

        if (!_ids.Add(id)) return false;
        _order.Enqueue((id, now));
        return true;
    }
}
