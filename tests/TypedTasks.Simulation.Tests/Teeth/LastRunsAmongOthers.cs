using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

internal sealed class LastRunsAmongOthers : DeliberateFault
{
    // A worker believes that another delivery follows.
    public override TaskMessage Delivered(TaskMessage message) => message with { Deliveries = message.Deliveries - 1 };
}
