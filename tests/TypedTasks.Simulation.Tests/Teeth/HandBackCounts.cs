namespace TypedTasks.Simulation.Tests;

internal sealed class HandBackCounts : DeliberateFault
{
    public override bool CountsWhatIsSentOn => true;
}
