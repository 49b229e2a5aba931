namespace TypedTasks.Benchmarks;

/// <summary>What one run of a scenario cost, per unit unless it says otherwise.</summary>
/// <param name="Rate">Units per second.</param>
/// <param name="Client">Microseconds of processor time of this process: client and worker.</param>
/// <param name="Broker">Microseconds of processor time of the emulator's process.</param>
/// <param name="System">Microseconds of processor time of the whole machine, other load included.</param>
/// <param name="Allocated">Bytes allocated in this process.</param>
/// <param name="PeakMemory">The most memory both processes had resident, in MB, not per unit.</param>
/// <param name="P50">The median latency of a call in microseconds, where calls were timed.</param>
/// <param name="P99">The latency that 99 of 100 calls stayed within.</param>
internal sealed record Measurement(
    double Rate, double Client, double Broker, double System, double Allocated, double PeakMemory, double? P50, double? P99)
{
    public double Total => Client + Broker;
}
