namespace TypedTasks.Engine;

/// <summary>An attempt that may hold permits and has ended.</summary>
/// <param name="Holder">The attempt, however often its message was replaced by a later one.</param>
/// <param name="MessageId">The message by which it has ended.</param>
/// <param name="DeliveryCount">How often that was delivered before.</param>
internal sealed record ReleasedAttempt(string Holder, string MessageId, int DeliveryCount);
