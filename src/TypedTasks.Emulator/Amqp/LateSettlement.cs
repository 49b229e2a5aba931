using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>A settlement that a test holds up on its way.</summary>
internal sealed class LateSettlement(Action arrive) : ITimed
{
    public long NotedDue { get; set; } = long.MaxValue;

    public void OnDue(long now) => arrive();
}
