namespace TypedTasks.Emulator.Benchmarks.Scenarios;

/// <summary>What one run of an operation cost, times in microseconds.</summary>
/// <param name="Rate">Messages per second.</param>
/// <param name="Server">Processor time of the server per message.</param>
/// <param name="Client">Processor time of this process per message.</param>
/// <param name="P50">Within what half of the messages were acknowledged, where that was timed.</param>
/// <param name="P99">Within what 99 of 100 were.</param>
internal sealed record Cost(double Rate, double Server, double Client, double? P50, double? P99);
