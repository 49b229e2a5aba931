using TypedTasks.Transport;

namespace TypedTasks.Wire;

/// <summary>
/// A message that goes back to its queue for a reason that is not the task's fault: the same body byte for byte, under an id of its own, so that duplicate
/// detection does not swallow it. The broker's delivery count then means one thing: a worker died on it or lost its lock.
/// </summary>
internal static class SentOn
{
    /// <summary>A worker that stops hands it back, without delay.</summary>
    /// <param name="message">The message.</param>
    /// <param name="hasStart">Whether a rate limit has given it its start: the next run needs no other.</param>
    /// <param name="now">Now.</param>
    public static TaskMessage HandedBack(TaskMessage message, bool hasStart, DateTimeOffset now) =>
        Next(message, now) with { HandBacks = message.HandBacks + 1, HasStart = hasStart };

    /// <summary>Nobody here can deal with it now: it comes again after a pause.</summary>
    public static TaskMessage Postponed(TaskMessage message, DateTimeOffset now, TimeSpan pause) => Next(message, now) with { NotBefore = now + pause };

    /// <summary>A message as it is kept, by its name, as it is sent: what was sent before has another id.</summary>
    public static TaskMessage Resumed(TaskMessage kept) => kept.Deferral == 0 ? kept : kept with { Id = MessageIds.SentOn(kept.Id, kept.Deferral) };

    private static TaskMessage Next(TaskMessage message, DateTimeOffset now)
    {
        var deferral = message.Deferral + 1;
        return message with
        {
            Id = MessageIds.SentOn(message.Id, deferral),
            Deferral = deferral,
            FirstArrivedAt = message.FirstArrivedAt ?? now,
            NotBefore = null,
        };
    }
}
