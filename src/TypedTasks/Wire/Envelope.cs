using System.Collections.Immutable;
using TypedTasks.Paths;
using TypedTasks.Storage;

namespace TypedTasks.Wire;

/// <summary>What the body of a message says, before the plan is known. See docs/wire.md. Its reader fills it; from then on it is only copied.</summary>
internal sealed record Envelope
{
    public const int Version = 1;

    public FlowKey Key { get; set; }

    public bool Stored { get; set; }

    /// <summary>The identity of the store that keeps the flow; null where the message says none.</summary>
    public string? Store { get; set; }

    /// <summary>Whether the store keeps the messages of the flow until they are handed off.</summary>
    public bool IsKept { get; set; }

    /// <summary>The plan itself, when it rides inline.</summary>
    public ReadOnlyMemory<byte> Plan { get; set; }

    /// <summary>The hash of the plan, when the store has it.</summary>
    public string? PlanHash { get; set; }

    public StepPath Path { get; set; }

    public MessageKind Kind { get; set; }

    public int Attempt { get; set; }

    /// <summary>How many of the attempts before asked to run again later: they are no failures, and do not lengthen the pause.</summary>
    public int Postponements { get; set; }

    /// <summary>The next member to start, in a fan-out message.</summary>
    public int Cursor { get; set; }

    /// <summary>In a fan-out message the member before which it stops; null for all.</summary>
    public int? Stop { get; set; }

    /// <summary>When the step is not worth running any more, or null.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>How often the message was replaced by one that waits.</summary>
    public int Deferrals { get; set; }

    /// <summary>Whether the start was taken from a rate limit already.</summary>
    public bool HasStart { get; set; }

    /// <summary>How many members each <c>Each</c> above has, outermost first.</summary>
    public ImmutableArray<int> Sizes { get; set; } = [];

    public FlowValue Input { get; set; }

    /// <summary>The next attempt.</summary>
    /// <param name="isPostponed">Whether this one asked for it, and did not fail.</param>
    public Envelope Next(bool isPostponed) => this with { Attempt = Attempt + 1, Postponements = Postponements + (isPostponed ? 1 : 0) };
}
