namespace TypedTasks.Simulation.Tests;

internal sealed class LookMayBeOld : DeliberateFault
{
    public override TimeSpan Lag => TimeSpan.FromMinutes(1);
}
