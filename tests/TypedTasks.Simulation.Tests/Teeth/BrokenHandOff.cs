using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

/// <summary>Changes the messages that a delivery is completed with.</summary>
internal abstract class BrokenHandOff : DeliberateFault
{
    public override ValueTask<IReadOnlyList<TaskMessage>> CompletingAsync(
        SimWorld world, SimDelivery delivery, IReadOnlyList<TaskMessage> messages) => new(Change(world, delivery, messages));

    protected abstract IReadOnlyList<TaskMessage> Change(SimWorld world, SimDelivery delivery, IReadOnlyList<TaskMessage> messages);

    public static TaskMessage Copy(TaskMessage m, string? id = null, ReadOnlyMemory<byte>? body = null, bool isDue = false) => new()
    {
        Id = id ?? m.Id,
        Queue = m.Queue,
        OrderingKey = m.OrderingKey,
        FlowId = m.FlowId,
        Subject = m.Subject,
        Step = m.Step,
        Attempt = m.Attempt,
        NotBefore = isDue ? null : m.NotBefore,
        TraceParent = m.TraceParent,
        Body = body ?? m.Body,
    };
}
