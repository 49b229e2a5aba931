using Amqp.Types;

namespace TypedTasks.Amqp.Wire;

/// <summary>The names that annotations, filters and properties of links have on the wire.</summary>
internal static class AnnotationNames
{
    public static Symbol ScheduledEnqueueTime { get; } = new("x-opt-scheduled-enqueue-time");

    public static Symbol LockedUntil { get; } = new("x-opt-locked-until");

    public static Symbol EnqueuedTime { get; } = new("x-opt-enqueued-time");

    public static Symbol State { get; } = new("x-opt-message-state");

    public static Symbol SessionFilter { get; } = new("com.microsoft:session-filter");

    public static Symbol SessionTimeout { get; } = new("com.microsoft:timeout");

    public static Symbol SessionLockedUntil { get; } = new("com.microsoft:locked-until-utc");

    public static Symbol SequenceNumber { get; } = new("x-opt-sequence-number");
}
