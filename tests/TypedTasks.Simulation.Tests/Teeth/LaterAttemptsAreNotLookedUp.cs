using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

internal sealed class LaterAttemptsAreNotLookedUp : DeliberateFault
{
    // The property is what a worker looks at before it asks; the body says which attempt it is.
    public override TaskMessage Delivered(TaskMessage message) => message with { Attempt = 0 };
}
