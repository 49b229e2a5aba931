namespace TypedTasks.Simulation.Tests;

/// <summary>Small flows in the line of the flow under test, before it and behind it; some are cancelled.</summary>
internal sealed class TurnMates(SimWorld world, ITaskClient client, SimRandom random)
{
    /// <summary>The line in which all of them stand.</summary>
    public const string Line = "line";

    private const double PerEvent = 0.004;

    private int left = random.Between(1, 6);
    private int busy;

    /// <summary>Whether one of them waits for an answer.</summary>
    public bool AreBusy => busy > 0;

    /// <summary>How many flows of the line run at once, says the next one.</summary>
    public int Limit() => random.Chance(0.6) ? 1 : 2;

    /// <summary>Some come before the flow under test.</summary>
    public void Begin()
    {
        for (var first = random.Between(0, 2); first > 0 && left > 0; first--)
            Come();
    }

    /// <summary>Now and then one comes.</summary>
    public void Act()
    {
        if (left > 0 && random.Chance(PerEvent))
            Come();
    }

    private void Come()
    {
        left--;
        var cancelled = random.Chance(0.25) ? TimeSpan.FromMilliseconds(random.Between(0, 40_000)) : (TimeSpan?)null;
        _ = EnqueueAsync($"mate{left}", TimeSpan.FromMilliseconds(random.Between(0, 20_000)), Limit(), cancelled);
    }

    private async Task EnqueueAsync(string id, TimeSpan takes, int limit, TimeSpan? cancelled)
    {
        busy++;
        await UntilDoneAsync(async () =>
        {
            await client.EnqueueAsync(SimSignature.Child(takes).WithId(id).InTurn(Line, limit));
            if (cancelled is null)
                world.Watch.Children.Add(id);
        });
        if (cancelled is { } wait)
        {
            await SimClock.WaitAsync(world.Time, wait, CancellationToken.None);
            await UntilDoneAsync(async () => await client.CancelAsync(id));
        }

        busy--;
    }

    private async Task UntilDoneAsync(Func<Task> ask)
    {
        while (true)
        {
            try
            {
                await ask();
                return;
            }
            catch (StoreException)
            {
                await SimClock.WaitAsync(world.Time, TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }
}
