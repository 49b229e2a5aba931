namespace TypedTasks.Simulation.Tests;

/// <content>What the world does to the machines.</content>
internal sealed partial class Simulation
{
    /// <summary>Does the workers and the broker an ill turn, now and then.</summary>
    private void Hurt()
    {
        if (world.Calm)
            return;
        if (random.Chance(crashes) && world.Options.Faults.Contains(Fault.Crash))
        {
            var process = random.Pick(world.Processes);
            world.Count(Fault.Crash, process.Places);
            Kill(process);
        }

        if (random.Chance(crashes / 2) && world.Options.Faults.Contains(Fault.CrashOfAll))
        {
            world.Count(Fault.CrashOfAll, world.Processes.SelectMany(static p => p.Places));
            KillAll(TimeSpan.FromSeconds(random.Between(0, 60)));
        }

        if (world.MaxDeliveries != SimWorld.Never && random.Chance(operated is null ? 0.005 : 0.02)
            && world.Broker.Messages.Find(m => m.Lock is null && (operated is null || m.IsDue(world.Now))) is { } message
            && world.Faulty(Fault.DeadLettered, 1, message.Place))
        {
            world.Broker.GiveUp(message, "Expired", "The broker gave it up.");
        }

        if (jumps && random.Chance(0.004) && world.Faulty(Fault.ClockJump, 1, UnderWay()))
        {
            // The machine sleeps: nobody renews a lock meanwhile.
            world.Time.Advance(TimeSpan.FromMinutes(random.Between(1, 15)));
            foreach (var asleep in world.Broker.Messages.FindAll(static m => m.Lock is not null))
                LoseLock(asleep);
        }
    }

    private void Kill(SimProcess process)
    {
        process.Kill();
        world.Processes.Remove(process);
        restartAt = world.Now;
        if (world.Processes.Count > 0)
            world.Processes.Add(new SimProcess(world, ++incarnations));
    }

    private void KillAll(TimeSpan away)
    {
        foreach (var process in world.Processes.ToArray())
        {
            // Where nobody operates the flow others take over at once: the pinned seeds know nothing else.
            if (operated is null)
                Kill(process);
            else
                process.Kill();
        }

        if (operated is not null)
            world.Processes.Clear();
        restartAt = world.Now + away;
    }

    // The machines are off for longer than ended flows are kept, while messages of this one are about.
    private void LeaveAlone()
    {
        if (!isPurged || wasLeftAlone || world.Calm || world.Broker.Messages.Count == 0 || operating is { HasMore: true }
            || world.Watch.Kept.Flow is not { IsTerminal: true })
            return;
        wasLeftAlone = true;
        KillAll(world.Retention + TimeSpan.FromMinutes(operated!.Between(1, 20)));
        if (operated.Chance(0.7))
            _ = PurgeAsync();
    }

    private async Task PurgeAsync()
    {
        await SimClock.WaitAsync(world.Time, world.Retention + TimeSpan.FromSeconds(30), CancellationToken.None);
        try
        {
            await client.PurgeAsync(new FlowFilter());
        }
        catch (StoreException e)
        {
            world.Trace(null, $"purging failed: {e.Message}");
        }
    }
}
