namespace TypedTasks.Contracts;

/// <summary>How many messages a receiver holds.</summary>
/// <param name="Slots">How many steps run at once.</param>
/// <param name="Prefetch">How many messages may wait locally beyond those that run, 0 or more.</param>
public sealed record ReceiverOptions(int Slots, int Prefetch);
