using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Simulation.Tests;

internal sealed class ResumedHasItsOldId : DeliberateFault
{
    public override TaskMessage Sending(TaskMessage message) => message with { Id = MessageIds.NameOf(message) };
}
