using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

internal sealed class SchedulesAreIgnored : DeliberateFault
{
    public override DateTimeOffset? NotBefore(TaskMessage message) => null;
}
