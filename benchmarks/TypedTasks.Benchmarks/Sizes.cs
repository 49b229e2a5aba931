namespace TypedTasks.Benchmarks;

/// <summary>How much is run.</summary>
internal sealed record Sizes(int Tasks, int Chains, int ChainLength, int Chords, int Members, int RoundTrips, int WarmUps, int Rounds)
{
    public static readonly Sizes Full = new(10_000, 1_000, 10, 100, 100, 1_000, WarmUps: 3, Rounds: 5);

    // Enough to see that everything runs; its figures mean nothing.
    public static readonly Sizes Quick = new(300, 30, 10, 3, 100, 30, WarmUps: 1, Rounds: 1);
}
