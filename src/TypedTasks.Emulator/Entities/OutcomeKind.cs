namespace TypedTasks.Emulator.Entities;

/// <summary>The ways in which a delivery can end.</summary>
internal enum OutcomeKind
{
    Complete,
    Abandon,
    Release,
    Defer,
    DeadLetter,
}
