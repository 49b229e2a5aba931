namespace TypedTasks.Analyzers.Tests;

/// <summary>What measures the process runs while nothing else does.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
