namespace TypedTasks.Simulation.Tests;

/// <summary>The one source of chance of a run.</summary>
internal sealed class SimRandom(int seed)
{
    private readonly Random random = new(seed);

    public int Below(int limit) => random.Next(limit);

    public int Between(int low, int high) => random.Next(low, high + 1);

    public bool Chance(double probability) => random.NextDouble() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
