namespace TypedTasks.Testing;

/// <summary>A permit that is held, a place in the queue for one, or the mark of one that was given back by a message that had waited.</summary>
internal readonly record struct PermitRow(string MessageId, int DeliveryCount, PermitState State, DateTimeOffset At, long Order);
