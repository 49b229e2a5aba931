namespace TypedTasks.Simulation.Tests;

internal sealed class GivenBackGoesLast : DeliberateFault
{
    public override bool SendsBackToTheEnd => true;
}
