namespace TypedTasks.Simulation.Tests;

internal sealed class DeadLettersAreUnread : DeliberateFault
{
    public override bool SeesDeadLetters => false;
}
