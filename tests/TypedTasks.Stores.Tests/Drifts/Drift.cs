namespace TypedTasks.Stores.Tests;

/// <summary>A store that means something else, on purpose.</summary>
/// <param name="Name">What it gets wrong.</param>
/// <param name="Pair">A store that is right, and the wrong one.</param>
internal sealed record Drift(string Name, Pair Pair)
{
    public static IReadOnlyList<Drift> All { get; } = [.. RowDrifts.All, .. CallDrifts.All];
}
