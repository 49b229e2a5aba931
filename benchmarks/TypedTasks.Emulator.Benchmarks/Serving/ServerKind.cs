namespace TypedTasks.Emulator.Benchmarks.Serving;

/// <summary>Who answers: the floor only acknowledges, the others are the emulator.</summary>
internal enum ServerKind
{
    Floor,
    Memory,
    Written,
    Synced,
}
