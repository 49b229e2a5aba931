namespace TypedTasks.Conformance.Worker;

public sealed record Greetings(string Word);
