using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

internal sealed class RetryReusesItsId : BrokenHandOff
{
    protected override IReadOnlyList<TaskMessage> Change(SimWorld world, SimDelivery delivery, IReadOnlyList<TaskMessage> messages) =>
        [.. messages.Select(m => m.Attempt > 0 ? Copy(m, id: delivery.Message.Id) : m)];
}
