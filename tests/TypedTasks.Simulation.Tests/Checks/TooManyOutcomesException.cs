namespace TypedTasks.Simulation.Tests;

/// <summary>So many outcomes of a flow are right that its result says nothing.</summary>
internal sealed class TooManyOutcomesException : Exception;
