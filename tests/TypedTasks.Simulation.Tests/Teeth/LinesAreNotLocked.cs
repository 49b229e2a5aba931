namespace TypedTasks.Simulation.Tests;

internal sealed class LinesAreNotLocked : DeliberateFault
{
    public override bool LocksLines => false;
}
