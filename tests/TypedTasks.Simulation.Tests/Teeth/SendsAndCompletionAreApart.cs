using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

internal sealed class SendsAndCompletionAreApart : DeliberateFault
{
    public override async ValueTask<IReadOnlyList<TaskMessage>> CompletingAsync(
        SimWorld world, SimDelivery delivery, IReadOnlyList<TaskMessage> messages)
    {
        foreach (var message in messages)
            await world.AnswerAsync(delivery.Owner, () => $"send {message.Id}", () => world.Accept(message));
        return [];
    }
}
