namespace TypedTasks.Emulator;

/// <summary>How many messages a queue holds at one moment.</summary>
/// <param name="Active">Messages that wait or are locked.</param>
/// <param name="Scheduled">Messages that appear later.</param>
/// <param name="Deferred">Messages set aside by a receiver.</param>
/// <param name="DeadLetter">Messages in the dead-letter queue.</param>
/// <param name="TransferDeadLetter">Messages that could not be forwarded.</param>
public sealed record QueueCounts(int Active, int Scheduled, int Deferred, int DeadLetter, int TransferDeadLetter);
