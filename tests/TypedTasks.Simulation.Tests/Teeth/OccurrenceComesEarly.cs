using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class OccurrenceComesEarly : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) => operation is ProposeOccurrence { Flow: { Owed: { } owed } flow } o
        ? o with { Flow = flow with { Owed = owed with { NotBefore = null } } }
        : operation;

    public override Transport.TaskMessage Sending(Transport.TaskMessage message) =>
        message.FlowId.StartsWith('s') && message.FlowId.Length > 40 ? message with { NotBefore = null } : message;
}
