namespace TypedTasks.Emulator.Tests.Durability.Power;

/// <summary>The moment at which everything ends.</summary>
internal sealed class PowerLoss() : IOException("The power is gone.");
