using System.Collections.Immutable;
using TypedTasks.Plans;
using TypedTasks.Storage;

namespace TypedTasks.Wire;

/// <summary>What the body of a message says, before the plan is known. See docs/wire.md.</summary>
internal sealed record Envelope
{
    public const int Version = 1;

    public required FlowKey Key { get; init; }

    public bool Stored { get; init; }

    /// <summary>The plan itself, when it rides inline.</summary>
    public ReadOnlyMemory<byte> Plan { get; init; }

    /// <summary>The hash of the plan, when the store has it.</summary>
    public string? PlanHash { get; init; }

    public StepPath Path { get; init; }

    public int Attempt { get; init; }

    /// <summary>The next member to start, in a fan-out message; null in a message that runs a step.</summary>
    public int? Cursor { get; init; }

    /// <summary>In a fan-out message the member before which it stops; null for all.</summary>
    public int? Stop { get; init; }

    /// <summary>Whether the message says that the time of a scope is over, rather than running a step.</summary>
    public bool IsLimit { get; init; }

    /// <summary>When the step is not worth running any more, or null.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How often the message was replaced by one that waits.</summary>
    public int Deferrals { get; init; }

    /// <summary>Whether the start was taken from a rate limit already.</summary>
    public bool HasStart { get; init; }

    public ImmutableArray<int> Sizes { get; init; } = [];

    public FlowValue Input { get; init; }
}
