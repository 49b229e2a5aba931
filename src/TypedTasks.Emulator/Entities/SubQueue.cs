namespace TypedTasks.Emulator.Entities;

/// <summary>The queues that belong to a queue.</summary>
internal enum SubQueue
{
    None,
    DeadLetter,
    TransferDeadLetter,
}
