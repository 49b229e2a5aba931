namespace TypedTasks.Benchmarks;

/// <summary>What another process says of itself.</summary>
internal readonly record struct ProcessUsage(TimeSpan ProcessorTime, long PeakMemory);
