namespace TypedTasks.Cli.Broker;

/// <summary>What <c>dead-letters replay --json</c> writes.</summary>
internal sealed record ReplayAnswer(int Replayed, IReadOnlyDictionary<string, int> Skipped);
