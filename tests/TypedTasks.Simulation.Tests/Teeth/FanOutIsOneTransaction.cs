using TypedTasks.Engine;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Simulation.Tests;

/// <summary>Starts at once what the next fan-out messages were to start.</summary>
/// <param name="most">How many messages one transaction may have for that.</param>
internal sealed class FanOutIsOneTransaction(int most) : BrokenHandOff
{
    protected override IReadOnlyList<TaskMessage> Change(SimWorld world, SimDelivery delivery, IReadOnlyList<TaskMessage> messages)
    {
        var all = messages.ToList();
        while (Next(world, all) is { } next && all.Count - 1 + next.Started.Count <= most)
        {
            all.Remove(next.Message);
            all.AddRange(next.Started);
        }

        return all;
    }

    private static (TaskMessage Message, IReadOnlyList<TaskMessage> Started)? Next(SimWorld world, List<TaskMessage> messages)
    {
        if (messages.Find(static m => m.FlowId == Simulation.FlowId && m.Subject == Messages.FanOutSubject) is not { } message
            || EnvelopeReader.Read(message) is not { Cursor: > 0 } envelope)
            return null;
        var place = world.Plans.PlaceOf(envelope);
        if (place.Node.Members is not { } total)
            return null;
        var effects = FlowEngine.Continue(
            place, place.Node, envelope.Input, Elements.Shared(total, envelope.Input), envelope.Cursor, envelope.Stop, world.Now);
        return effects.Records ? null : (message, effects.Sends);
    }
}
