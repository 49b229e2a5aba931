using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

/// <summary>Now and then the broker loses all that it has; somebody notices and has it sent again, once or twice.</summary>
internal sealed class Losses(SimWorld world, ITaskClient client, SimRandom random)
{
    private int left = random.Chance(0.7) ? random.Between(1, 3) : 0;
    private int busy;

    /// <summary>Whether somebody is at it.</summary>
    public bool AreBusy => busy > 0;

    public void Act()
    {
        if (world.Calm || left == 0 || world.Broker.Messages.Count == 0 || !random.Chance(0.005) || !world.Options.Faults.Contains(Fault.BrokerLost))
            return;
        left--;
        var lost = world.Broker.Messages.ToArray();
        world.Count(Fault.BrokerLost, lost.Select(static m => m.Place));
        foreach (var message in lost)
        {
            var delivery = message.Lock;
            message.Lock = null;
            delivery?.LoseLock();
        }

        world.Broker.LoseAll();
        for (var times = random.Between(1, 2); times > 0; times--)
            _ = ResumeAsync(TimeSpan.FromMilliseconds(random.Between(0, 30_000)));
    }

    private async Task ResumeAsync(TimeSpan notices)
    {
        busy++;
        await SimClock.WaitAsync(world.Time, notices, CancellationToken.None);

        // All that run, as somebody would list them; and the flow under test also when it has ended, for its side branches.
        var running = world.Ask(new ListFlows(new() { States = [FlowState.Running, FlowState.Compensating] }, null, int.MaxValue)).Select(static f => f.Key.FlowId);
        foreach (var flow in running.Append(Simulation.FlowId).Distinct().ToArray())
            await ResumeAsync(flow);
        busy--;
    }

    private async Task ResumeAsync(string flow)
    {
        while (true)
        {
            try
            {
                var result = await client.ResumeAsync(flow);
                world.Trace(null, $"resumed: {result}");
                return;
            }
            catch (StoreException e)
            {
                world.Trace(null, $"resuming failed: {e.Message}");
                await SimClock.WaitAsync(world.Time, TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }
}
