namespace TypedTasks.Simulation.Tests;

/// <summary>Something that happened in a run.</summary>
/// <param name="At">When, on the clock of the world.</param>
/// <param name="Place">The step that it concerns, or null.</param>
/// <param name="Text">What.</param>
internal sealed record SimEvent(DateTimeOffset At, string? Place, string Text)
{
    public override string ToString() => $"{At:HH:mm:ss.fff} {Text}";
}
