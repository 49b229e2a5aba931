using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

internal sealed class OwedRowIsSkipped : BrokenStore
{
    private readonly List<TaskMessage> owed = [];

    protected override StoreOperation Change(SimWorld world, StoreOperation operation) =>
        operation is RecordMember { CreateOwed: { } create } member ? member with { CreateOwed = Keep(create) } : operation;

    protected override void Answer(SimWorld world, StoreOperation operation)
    {
        foreach (var message in owed)
            world.Commit([new DeleteOwed(message.Id)]);
        owed.Clear();
    }

    private Func<JoinProgress, IReadOnlyList<TaskMessage>> Keep(Func<JoinProgress, IReadOnlyList<TaskMessage>> create) => progress =>
    {
        var messages = create(progress);
        owed.AddRange(messages);
        return messages;
    };
}
