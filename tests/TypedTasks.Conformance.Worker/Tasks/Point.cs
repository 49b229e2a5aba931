namespace TypedTasks.Conformance.Worker;

public sealed record Point(int X, int Y, string Name);
