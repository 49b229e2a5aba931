using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

internal sealed class BodiesShareABuffer : BrokenHandOff
{
    protected override IReadOnlyList<TaskMessage> Change(SimWorld world, SimDelivery delivery, IReadOnlyList<TaskMessage> messages)
    {
        var last = messages.ToLookup(static m => m.Body.Length);
        return [.. messages.Select(m => Copy(m, body: last[m.Body.Length].Last().Body))];
    }
}
