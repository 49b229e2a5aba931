namespace TypedTasks.Benchmarks;

/// <summary>Warms up, then measures everything in turn, round by round, then counts messages.</summary>
internal static class Run
{
    public static async Task<IReadOnlyList<Benchmark>> AllAsync(IReadOnlyList<Place> places, Sizes sizes)
    {
        foreach (var place in places)
            await place.OpenAsync(sizes);
        var benchmarks = places.SelectMany(static p => p.Benchmarks).ToArray();

        for (var i = 0; i < sizes.WarmUps; i++)
        {
            Console.Error.WriteLine($"warming up, {i + 1} of {sizes.WarmUps}");
            foreach (var benchmark in benchmarks)
                await benchmark.Work(new());
        }

        for (var i = 0; i < sizes.Rounds; i++)
        {
            Console.Error.WriteLine($"round {i + 1} of {sizes.Rounds}");
            foreach (var benchmark in benchmarks)
                await benchmark.RunAsync();
        }

        foreach (var place in places)
        {
            await place.CountAsync();
            await place.DisposeAsync();
        }

        return benchmarks;
    }
}
