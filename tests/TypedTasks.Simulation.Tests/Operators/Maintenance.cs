namespace TypedTasks.Simulation.Tests;

/// <summary>
/// What operations do to the machines: the store is away for minutes, and workers are stopped gracefully and started again, several times
/// during one flow. Neither costs a step one of its deliveries, outside of lines.
/// </summary>
internal sealed class Maintenance(SimWorld world, SimRandom random)
{
    private int outages = random.Chance(0.4) ? random.Between(1, 2) : 0;
    private int stops = random.Chance(0.5) ? random.Between(2, 8) : 0;

    /// <summary>Something of it, now and then.</summary>
    public void Act()
    {
        if (world.Calm)
            return;
        if (outages > 0 && random.Chance(0.004) && world.Options.Faults.Contains(Fault.StoreAway))
        {
            outages--;
            world.StoreAwayUntil = world.Now + TimeSpan.FromSeconds(random.Between(60, 600));
            world.Trace(null, $"the store is away until {world.StoreAwayUntil}");
        }

        if (stops > 0 && random.Chance(0.01) && world.Options.Faults.Contains(Fault.GracefulStop)
            && world.Processes.Find(static p => !p.IsStopping) is { } process)
        {
            stops--;
            _ = process.StopAsync(TimeSpan.FromMilliseconds(random.Chance(0.5) ? 0 : random.Between(1, 20_000)));
        }
    }
}
