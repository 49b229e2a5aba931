namespace TypedTasks.Emulator.Entities;

/// <summary>Where a message is in its life; the first three are the numbers that clients see.</summary>
internal enum MessageState
{
    Active = 0,
    Deferred = 1,
    Scheduled = 2,
    Locked = 3,
    Gone = 4,
}
