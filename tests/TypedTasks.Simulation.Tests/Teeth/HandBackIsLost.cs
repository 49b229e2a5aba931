namespace TypedTasks.Simulation.Tests;

internal sealed class HandBackIsLost : DeliberateFault
{
    public override bool HandsBack => false;
}
