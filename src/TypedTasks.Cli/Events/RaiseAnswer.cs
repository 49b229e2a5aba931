namespace TypedTasks.Cli.Events;

/// <summary>What <c>events raise --json</c> writes.</summary>
internal sealed record RaiseAnswer(string? FlowId, string Event, RaiseOutcome Outcome);
