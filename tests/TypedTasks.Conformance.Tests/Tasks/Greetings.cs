namespace TypedTasks.Conformance.Tests;

public sealed record Greetings(string Word);
