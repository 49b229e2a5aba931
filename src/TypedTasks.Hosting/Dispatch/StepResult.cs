using System.Diagnostics;
using TypedTasks.Engine;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>What a delivery comes to once user code has returned.</summary>
internal abstract record StepResult
{
    /// <summary>What it asks for, or null when the message comes again.</summary>
    public virtual Effects? Effects => null;

    /// <summary>The span in which it came about, or null where nobody listens or nothing is handed off.</summary>
    public virtual Activity? Span
    {
        get => null;
        set { }
    }

    /// <summary>Apply the effects and complete the message.</summary>
    public sealed record Complete(Effects Asked) : StepResult
    {
        public override Effects Effects => Asked;

        public override Activity? Span { get; set; }
    }

    /// <summary>Apply the effects and move the message to the dead-letter queue.</summary>
    public sealed record DeadLetter(Effects Asked, string Reason, string Description) : StepResult
    {
        public override Effects Effects => Asked;

        public override Activity? Span { get; set; }
    }

    /// <summary>Give the message back.</summary>
    public sealed record Abandon : StepResult
    {
        public static readonly Abandon Instance = new();

        /// <summary>After a pause: the store cannot be reached, and each delivery counts.</summary>
        public static readonly Abandon Later = new() { IsLater = true };

        public bool IsLater { get; private init; }
    }

    /// <summary>Run the step again under the same delivery: nothing of its ordering key may overtake it.</summary>
    public sealed record Again(TimeSpan Pause) : StepResult;

    /// <summary>Do nothing: the lock is lost, the message comes again.</summary>
    public sealed record Drop : StepResult
    {
        public static readonly Drop Instance = new();
    }
}
