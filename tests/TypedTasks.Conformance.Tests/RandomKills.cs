namespace TypedTasks.Conformance.Tests;

/// <summary>Kills workers at moments that a seed chooses, counted in the messages that the victim takes, and starts new ones.</summary>
public sealed class RandomKills(WorkerFarm farm, int seed, int kills)
{
    private const int MostMessages = 150;

    private readonly Lock gate = new();
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the next kill, or when there are none to come.</summary>
    public Task Next
    {
        get
        {
            lock (gate)
                return next.Task;
        }
    }

    public bool Over { get; private set; }

    public async Task RunAsync(Func<Task> idle, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var starting = new List<Task>();
        for (var i = 0; i < kills; i++)
        {
            var victim = await farm.TakeAsync(random, cancellationToken);
            await Task.WhenAny(victim.MoreAsync("took", random.Next(1, MostMessages)), idle()).WaitAsync(cancellationToken);
            await victim.KillAsync();
            starting.Add(farm.AddWorkerAsync());
            Signal(over: i == kills - 1);
        }

        await Task.WhenAll(starting);
    }

    private void Signal(bool over)
    {
        lock (gate)
        {
            Over = over;
            next.SetResult();
            if (!over)
                next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
