namespace TypedTasks.Simulation.Tests;

/// <summary>What a run did that it must not.</summary>
/// <param name="Invariant">The invariant of the design that it breaks.</param>
/// <param name="Text">What happened.</param>
/// <param name="Place">Where, or null when it concerns the whole flow.</param>
internal sealed record Violation(int Invariant, string Text, string? Place)
{
    public override string ToString() => $"invariant {Invariant}: {Text}";
}
