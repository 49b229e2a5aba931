namespace TypedTasks.Emulator.Entities;

/// <summary>Deletes an entity that nobody has used for as long as its options say.</summary>
internal sealed class IdleWatch(Broker broker, MessageQueue queue, Action delete) : ITimed
{
    private readonly long startedAt = broker.Now;

    public long NotedDue { get; set; } = long.MaxValue;

    public void Start()
    {
        if (queue.Options.AutoDeleteOnIdle is { } idle && !queue.IsGone)
            broker.Schedule(this, End(idle));
    }

    public void OnDue(long now)
    {
        if (queue.Options.AutoDeleteOnIdle is not { } idle || queue.IsGone)
            return;
        // Whoever is attached or planned keeps it alive.
        if (queue.Consumers.Any || queue.ScheduledCount > 0)
            broker.Schedule(this, now + (long)idle.TotalMilliseconds);
        else if (End(idle) is var end && end > now)
            broker.Schedule(this, end);
        else
            delete();
    }

    private long End(TimeSpan idle) => Math.Max(startedAt, Math.Max(queue.Facts.AccessedAt, queue.Facts.UpdatedAt)) + (long)idle.TotalMilliseconds;
}
