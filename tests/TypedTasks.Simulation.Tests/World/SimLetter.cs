using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

/// <summary>A message in the dead-letter queue.</summary>
/// <param name="Number">Where it lies: higher than all before it.</param>
/// <param name="Letter">The letter.</param>
internal sealed record SimLetter(int Number, DeadLetter Letter)
{
    /// <summary>Who holds the lock on it, or null.</summary>
    public SimLetters? Holder { get; set; }
}
