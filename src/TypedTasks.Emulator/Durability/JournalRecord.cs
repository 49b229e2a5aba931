namespace TypedTasks.Emulator.Durability;

/// <summary>The kinds of records in the journal.</summary>
internal enum JournalRecord : byte
{
    Put = 1,
    Update = 2,
    Delete = 3,
    Remember = 4,
    SessionState = 5,
    Sequence = 6,
    Define = 7,
    Undefine = 8,
}
