namespace TypedTasks.Simulation.Tests;

internal sealed class OutageCounts : DeliberateFault
{
    public override Exception? OfOutage() => new InvalidOperationException("The store is away.");
}
