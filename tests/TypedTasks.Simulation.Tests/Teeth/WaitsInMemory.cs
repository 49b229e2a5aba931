using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

internal sealed class WaitsInMemory(Func<TaskMessage, bool> keeps) : BrokenHandOff
{
    protected override IReadOnlyList<TaskMessage> Change(SimWorld world, SimDelivery delivery, IReadOnlyList<TaskMessage> messages)
    {
        foreach (var message in messages.Where(Keeps))
            _ = SendLaterAsync(world, delivery.Owner, message);
        return [.. messages.Where(m => !Keeps(m))];
    }

    private bool Keeps(TaskMessage message) => message.NotBefore is not null && keeps(message);

    private static async Task SendLaterAsync(SimWorld world, SimProcess owner, TaskMessage message)
    {
        var wait = message.NotBefore!.Value - world.Now;
        await SimClock.WaitAsync(world.Time, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, CancellationToken.None);
        if (!owner.IsDead)
            world.Accept(Copy(message, isDue: true));
    }
}
