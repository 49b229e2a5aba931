using System.Globalization;

namespace TypedTasks.Benchmarks;

/// <summary>What a no-op task allocates from the call to the settlement, beside the bare client with messages of the same form.</summary>
internal static class Allocations
{
    private const int WarmUps = 5;
    private const int Rounds = 9;

    public static async Task WriteAsync(TextWriter output)
    {
        await using var place = EmulatorPlace.Lean;
        await place.OpenAsync(Sizes.Quick with { Tasks = 5_000 });
        foreach (var benchmark in place.Benchmarks.Take(2))
        {
            for (var i = 0; i < WarmUps; i++)
                await benchmark.Work(new());
            for (var i = 0; i < Rounds; i++)
                await benchmark.RunAsync();
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{benchmark.Name,-35} {benchmark.Median(static m => m.Allocated),8:F0} B"));
        }
    }
}
