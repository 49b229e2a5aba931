namespace TypedTasks.Simulation.Tests;

internal sealed class OrderedRetryIsSentAgain : DeliberateFault
{
    private readonly HashSet<string> sent = new(StringComparer.Ordinal);

    public override void AttemptFailed(SimWorld world, SimDelivery delivery)
    {
        var message = delivery.Source;
        if (!delivery.HoldsLine || message.Line is null || !sent.Add($"{message.Message.FlowId}/{message.Place}"))
            return;
        world.Broker.Settle(message);
        world.Broker.Messages.Add(new SimMessage(BrokenHandOff.Copy(message.Message, id: $"{message.Message.Id}/again")));
        message.Lock = null;
        delivery.LoseLock();
    }
}
