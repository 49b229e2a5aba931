using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

internal sealed class ReplaySendsTheLetter : DeliberateFault
{
    public override IReadOnlyList<TaskMessage> Replaying(TaskMessage letter, IReadOnlyList<TaskMessage> messages) =>
        [BrokenHandOff.Copy(letter, id: $"{letter.Id}/again")];
}
