namespace TypedTasks.Emulator.Benchmarks;

/// <summary>How much is run.</summary>
/// <param name="Messages">Messages of one round, of 1 KB each.</param>
/// <param name="Singles">Messages sent one at a time in a round.</param>
/// <param name="Connections">Connections that idle.</param>
/// <param name="Queues">Queues in one namespace.</param>
/// <param name="Waiting">Messages that wait in one queue.</param>
/// <param name="Starts">Processes of each kind that are started, one after the other.</param>
internal sealed record Sizes(int Messages, int Singles, int Connections, int Queues, int Waiting, int Starts, int WarmUps, int Rounds)
{
    public static readonly Sizes Full = new(20_000, 1_000, 1_000, 1_000, 1_000_000, Starts: 9, WarmUps: 3, Rounds: 5);

    // Enough to see that everything runs; its figures mean nothing.
    public static readonly Sizes Quick = new(1_000, 50, 50, 50, 10_000, Starts: 1, WarmUps: 1, Rounds: 1);
}
