using System.Diagnostics;
using TypedTasks.Engine;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>What a delivery comes to once user code has returned.</summary>
internal abstract record Conclusion
{
    private Conclusion()
    {
    }

    /// <summary>The message is over: apply the effects, then complete it or move it to the dead-letter queue.</summary>
    public sealed record HandOver(Effects Effects) : Conclusion
    {
        /// <summary>Why it goes to the dead-letter queue, or null.</summary>
        public DeadLetterReason? Letter { get; init; }

        /// <summary>Whether the message was replaced by one that waits for its turn.</summary>
        public bool IsDeferred { get; init; }

        /// <summary>Whether it was handed off before: what it was handed off as goes out once more.</summary>
        public bool WasHandedOff { get; init; }

        /// <summary>A message that is owed already and goes out with it, or null.</summary>
        public TaskMessage? Due { get; init; }

        /// <summary>The flow, where the store keeps its messages until they are handed off; otherwise null.</summary>
        public FlowKey? Kept { get; init; }

        /// <summary>The attempt that gives permits back, and by which run, or null.</summary>
        public ReleasedAttempt? Released { get; init; }

        /// <summary>The step of a flow with compensations that no longer runs, or null.</summary>
        public EndedStep? Ended { get; init; }

        /// <summary>The span in which it came about, or null where nobody listens.</summary>
        public Activity? Span { get; init; }

        /// <summary>Whether the store has nothing to do with it.</summary>
        public bool RecordsNothing => !Effects.Records && Effects.CompensationsEnded is null && Released is null && Ended is null && Due is null && Kept is null;
    }

    /// <summary>The message goes back to its queue under another id: that it was not dealt with is not the task's fault, and costs no delivery.</summary>
    public sealed record SendOn(TaskMessage Next) : Conclusion;

    /// <summary>Give the message back; it counts as a delivery, unless it is handed back.</summary>
    public sealed record GiveBack : Conclusion
    {
        public static readonly GiveBack Now = new();

        /// <summary>Where it stands in its line, because the worker stops: it does not count.</summary>
        public static readonly GiveBack HandedBack = new() { IsHandBack = true };

        /// <summary>After a pause: it fails again and again where others do not, and each delivery counts.</summary>
        public static readonly GiveBack Later = new() { IsLater = true };

        public bool IsLater { get; private init; }

        public bool IsHandBack { get; private init; }
    }

    /// <summary>Run the step again under the same delivery: nothing of its ordering key may overtake it.</summary>
    public sealed record Again(Envelope Next, TimeSpan Pause) : Conclusion;

    /// <summary>Do nothing: the lock is lost, the message comes again.</summary>
    public sealed record Drop : Conclusion
    {
        public static readonly Drop Instance = new();
    }

    /// <summary>The message is over, and nothing follows from it.</summary>
    public static HandOver Nothing { get; } = new(Effects.None);
}
