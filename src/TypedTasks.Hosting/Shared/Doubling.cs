namespace TypedTasks.Hosting.Shared;

/// <summary>Pauses that double with each repetition, up to a longest one.</summary>
internal static class Doubling
{
    // Far beyond every longest pause, and far from an overflow.
    private const int MostDoublings = 8;

    public static TimeSpan Pause(TimeSpan first, TimeSpan longest, int repetitions) =>
        TimeSpan.FromTicks(Math.Min(first.Ticks << Math.Min(repetitions, MostDoublings), longest.Ticks));
}
