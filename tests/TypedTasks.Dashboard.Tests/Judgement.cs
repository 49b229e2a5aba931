namespace TypedTasks.Dashboard.Tests;

/// <summary>What somebody says of a paper.</summary>
public sealed record Judgement(bool IsGood, Mark Mark, int Points, string? Note);
