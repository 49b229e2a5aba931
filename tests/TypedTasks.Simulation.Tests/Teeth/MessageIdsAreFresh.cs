using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

internal sealed class MessageIdsAreFresh : BrokenHandOff
{
    private int count;

    protected override IReadOnlyList<TaskMessage> Change(SimWorld world, SimDelivery delivery, IReadOnlyList<TaskMessage> messages) =>
        [.. messages.Select(m => Copy(m, id: $"{m.Id}/{count++}"))];
}
