namespace TypedTasks.Simulation.Tests;

/// <summary>Small flows with the unique key of the flow under test, which another client starts now and then.</summary>
internal sealed class Rivals(SimWorld world, ITaskClient client, SimRandom random)
{
    /// <summary>What all of them, and the flow under test, must be alone with.</summary>
    public const string Key = "key";

    // They come while the flow is young, while it runs and after it has failed.
    private const double PerEvent = 0.005;

    private int left = random.Between(0, 3);
    private int asking;

    /// <summary>Whether one of them waits for an answer.</summary>
    public bool AreBusy => asking > 0;

    /// <summary>Now and then one comes.</summary>
    public void Act()
    {
        if (left == 0 || !random.Chance(PerEvent))
            return;
        left--;
        _ = EnqueueAsync($"rival{left}", TimeSpan.FromMilliseconds(random.Between(0, 20_000)), Window(random));
    }

    /// <summary>For how long a flow keeps the key at least.</summary>
    public static TimeSpan Window(SimRandom random) => random.Chance(0.5) ? TimeSpan.Zero : TimeSpan.FromSeconds(random.Between(1, 60));

    private async Task EnqueueAsync(string id, TimeSpan takes, TimeSpan window)
    {
        asking++;
        while (true)
        {
            try
            {
                var handle = await client.EnqueueAsync(SimSignature.Child(takes).WithId(id).Unique(Key, window));
                if (handle.FlowId == id)
                    world.Watch.Children.Add(id);
                asking--;
                return;
            }
            catch (StoreException)
            {
                await SimClock.WaitAsync(world.Time, TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }
}
