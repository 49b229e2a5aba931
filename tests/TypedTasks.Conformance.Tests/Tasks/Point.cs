namespace TypedTasks.Conformance.Tests;

public sealed record Point(int X, int Y, string Name);
