using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

/// <summary>Changes the messages that a delivery is completed with.</summary>
internal abstract class BrokenHandOff : DeliberateFault
{
    public override ValueTask<IReadOnlyList<TaskMessage>> CompletingAsync(
        SimWorld world, SimDelivery delivery, IReadOnlyList<TaskMessage> messages) => new(Change(world, delivery, messages));

    protected abstract IReadOnlyList<TaskMessage> Change(SimWorld world, SimDelivery delivery, IReadOnlyList<TaskMessage> messages);

    public static TaskMessage Copy(TaskMessage m, string? id = null, ReadOnlyMemory<byte>? body = null, bool isDue = false) => m with
    {
        Id = id ?? m.Id,
        NotBefore = isDue ? null : m.NotBefore,
        Body = body ?? m.Body,
    };
}
