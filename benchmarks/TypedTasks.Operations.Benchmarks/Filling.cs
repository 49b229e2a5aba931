using static TypedTasks.Operations.Benchmarks.Shop.Tasks;

namespace TypedTasks.Operations.Benchmarks;

/// <summary>Runs flows until a store holds as many as wanted: ten steps each, one of twenty fails, one of a hundred waits for somebody, and one chord has 10,000 members.</summary>
internal static class Filling
{
    public const string Chord = "chord";

    // As many at a time as the history keeps up with.
    private const int AtATime = 64;

    public static async Task RunAsync(ITaskClient client, int flows)
    {
        var squares = await client.EnqueueAsync((Numbers(10_000) | Square().Each().Settled() | Sum()).WithId(Chord).Named("Ten thousand squares"));
        await squares.WaitAsync();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, AtATime).Select(_ => Task.Run(RunSomeAsync)));

        async Task RunSomeAsync()
        {
            for (var i = Interlocked.Increment(ref next); i < flows; i = Interlocked.Increment(ref next))
            {
                if (i % 100 == 50)
                {
                    _ = await client.EnqueueAsync((Wait.For(Shop.Approved) | Decide()).WithId(Id(i)).Named($"Approval {i}"));
                    continue;
                }

                var flow = Check(i) | (Charge(), Reserve()) | Ship() | Label() | Weigh() | HandOver() | Mail() | Book() | Close();
                var handle = await client.EnqueueAsync(flow.WithId(Id(i)).Named($"Order {i}").WithHeader("tenant", $"tenant-{i % 50}"));
                try
                {
                    await handle.WaitAsync();
                }
                catch (TaskFailedException)
                {
                    // One of twenty does.
                }

                if (i % 10_000 == 0)
                    await Console.Error.WriteLineAsync($"{i} of {flows} flows");
            }
        }
    }

    public static string Id(int number) => $"order-{number}";
}
