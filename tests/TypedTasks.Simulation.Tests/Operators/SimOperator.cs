namespace TypedTasks.Simulation.Tests;

/// <summary>Somebody who looks after the flow: retries it when it has failed, and replays dead letters, at once or when all is quiet, from two machines.</summary>
internal sealed class SimOperator(SimWorld world, ITaskClient[] clients, SimRandom random, int retries)
{
    private readonly double haste = random.Chance(0.5) ? 0.05 : 0;
    private int left = retries;
    private int busy;

    /// <summary>Whether he waits for an answer, or will act once nothing else happens.</summary>
    public bool HasMore => busy > 0 || (left > 0 && HasFailed && world.Options.Faults.Contains(Fault.Retried));

    private bool HasFailed => world.Watch.Kept.Flow is { State: FlowState.Failed };

    /// <summary>Acts now and then.</summary>
    /// <param name="isQuiet">Whether nothing else happens any more.</param>
    public void Act(bool isQuiet)
    {
        if (busy > 0 || left == 0 || world.Watch.Kept.Purged.Contains(Simulation.FlowId))
            return;
        if (HasFailed && (isQuiet || (haste > 0 && random.Chance(haste))) && world.Options.Faults.Contains(Fault.Retried))
            Retry();
        else if (!HasFailed && haste > 0 && random.Chance(0.0002))
            _ = RetryAsync(random.Pick(clients)); // It has not failed: nothing may change.
        else if (!HasFailed && world.Broker.Letters.Count > 0 && random.Chance(0.003) && world.Options.Faults.Contains(Fault.Replayed))
            _ = ReplayAsync(random.Pick(world.Broker.Letters).Letter.Message.Queue); // What the flow may still need stays.
    }

    private void Retry()
    {
        left--;
        if (world.Broker.Letters.Count > 0 && random.Chance(0.9) && world.Options.Faults.Contains(Fault.Replayed))
        {
            foreach (var queue in world.Broker.Letters.Select(static l => l.Letter.Message.Queue).Distinct().ToArray())
                _ = ReplayAsync(queue);
        }

        if (random.Chance(0.9))
            _ = RetryAsync(clients[0]);
        if (random.Chance(0.3))
            _ = RetryAsync(clients[1]);
    }

    private async Task RetryAsync(ITaskClient client)
    {
        busy++;
        while (true)
        {
            try
            {
                await client.RetryAsync(Simulation.FlowId);
                busy--;
                return;
            }
            catch (StoreException e)
            {
                world.Trace(null, $"retrying failed: {e.Message}");
                await SimClock.WaitAsync(world.Time, TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }

    private async Task ReplayAsync(string queue)
    {
        busy++;
        try
        {
            var report = await random.Pick(clients).ReplayDeadLettersAsync(queue);
            world.Trace(null, $"replayed {report.Replayed} letters of {queue}");
        }
        catch (Exception e) when (e is StoreException or TransportException)
        {
            world.Trace(null, $"replaying failed: {e.Message}");
        }

        busy--;
    }
}
