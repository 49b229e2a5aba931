namespace TypedTasks.Emulator.Tests;

/// <summary>Tests that measure what the process holds: nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
