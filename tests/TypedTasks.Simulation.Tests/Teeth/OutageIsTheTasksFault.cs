namespace TypedTasks.Simulation.Tests;

internal sealed class OutageIsTheTasksFault : DeliberateFault
{
    public override Exception? OfOutage() => new TimeoutException("The store is away.");
}
