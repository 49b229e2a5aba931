using System.Diagnostics;
using Xunit.Abstractions;

namespace TypedTasks.Conformance.Tests;

/// <summary>Processes are killed, stopped and held, and their disk is filled, while flows run: every flow that was accepted ends as it must, and nothing is made up.</summary>
public sealed class FaultRoundTests(ITestOutputHelper output)
{
    private const int RoundsUsually = 20;
    private const int RoundsOfAWorld = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [SignalFact]
    public async Task Every_accepted_flow_ends_right_whatever_happens_to_the_processes()
    {
        var seed = Setting.Number("TYPEDTASKS_FAULT_SEED") ?? Random.Shared.Next();
        var rounds = Setting.Number("TYPEDTASKS_FAULTS", RoundsUsually);
        output.WriteLine($"seed {seed}, {rounds} rounds");
        if (SmallDisk.Problem is { } problem)
            output.WriteLine($"Left out: {string.Join(", ", Fault.OfDisks.Select(static f => $"'{f}'"))}. {problem}");
        await RunAsync(SmallDisk.Problem is null ? [.. Fault.All, .. Fault.OfDisks] : Fault.All, FaultWorld.StartAsync, seed, rounds);
    }

    [SkippableFact]
    public async Task Every_accepted_flow_ends_right_on_a_server_of_many_processes()
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        var seed = Setting.Number("TYPEDTASKS_FAULT_SEED") ?? Random.Shared.Next();
        var rounds = Setting.Number("TYPEDTASKS_FAULTS", RoundsUsually);
        output.WriteLine($"seed {seed}, {rounds} rounds");
        await RunAsync([.. Fault.All, .. Fault.OfServers], FaultWorld.StartOnServerAsync, seed, rounds);
    }

    private async Task RunAsync(IReadOnlyList<Fault> faults, Func<Task<FaultWorld>> startAsync, int seed, int rounds)
    {
        var random = new Random(seed);
        var bag = new Queue<Fault>();
        var hit = 0;
        for (var done = 0; done < rounds; done += RoundsOfAWorld)
        {
            await using var world = await startAsync();
            await using var check = new WorldCheck(world.Settings);
            for (var round = done; round < Math.Min(rounds, done + RoundsOfAWorld); round++)
            {
                // Each fault once before any comes again.
                if (bag.Count == 0)
                    bag = new(Shuffled(faults, random));
                await RoundAsync(world, check, bag.Dequeue(), random, $"Seed {seed}, round {round}");
            }

            var changed = await check.LookAgainAsync(Deadline.Long);
            Assert.True(changed.Count == 0, $"Seed {seed}. {string.Join("\n", changed)}");
            hit += check.Hit;
        }

        Assert.True(hit > 0 || rounds < faults.Count, $"Seed {seed}. No fault has met a flow.");
    }

    private async Task RoundAsync(FaultWorld world, WorldCheck check, Fault fault, Random random, string where)
    {
        var clock = Stopwatch.StartNew();
        var (before, hit) = (check.Flows, check.Hit);
        using var patience = new CancellationTokenSource(Patience);
        IReadOnlyList<string> wrong;
        try
        {
            await fault.StrikeAsync(world, random, patience.Token);
            wrong = await check.RunAsync(patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException)
        {
            wrong = [$"It took longer than {Patience}: {e}"];
        }

        output.WriteLine($"{where}: {fault}: {check.Flows - before} flows, of which {check.Hit - hit} were hit, {clock.Elapsed.TotalSeconds:F1} s");
        Assert.True(wrong.Count == 0, $"{where}: {fault}. {wrong.Count} problems:\n{string.Join("\n", wrong.Take(20))}\n{world.Said}");
    }

    private static Fault[] Shuffled(IReadOnlyList<Fault> faults, Random random)
    {
        Fault[] some = [.. faults];
        random.Shuffle(some);
        return some;
    }
}
