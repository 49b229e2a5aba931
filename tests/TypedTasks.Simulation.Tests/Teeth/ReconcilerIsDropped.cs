namespace TypedTasks.Simulation.Tests;

internal sealed class ReconcilerIsDropped : DeliberateFault
{
    public override bool Reconciles => false;
}
