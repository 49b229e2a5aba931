using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Tests.Durability.Power;

/// <summary>Stands for the connection of a client: what it sends is what somebody relies on.</summary>
internal sealed class Answer(History history) : IOutput
{
    private int taken;

    public IOutput? Next { get; set; }

    public bool IsQueued { get; set; }

    public bool TryTake()
    {
        taken = history.Last;
        return true;
    }

    public void Send() => history.Acknowledge(taken);

    public void Abort()
    {
        // Nobody learns anything.
    }
}
