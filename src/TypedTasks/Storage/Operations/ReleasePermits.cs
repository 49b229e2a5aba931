using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Gives back every permit that a message holds; repeating it changes nothing. Neither does a message that another has taken
/// the place of, nor a delivery that a later one has followed: they may end while that one waits or runs. Yields the
/// messages whose turn has come by it: they hold their permit already, and are owed.
/// </summary>
/// <param name="Holder">Who held them: the attempt of a step.</param>
/// <param name="MessageId">The message that has ended.</param>
/// <param name="DeliveryCount">How often it was delivered before.</param>
public sealed record ReleasePermits(string Holder, string MessageId, int DeliveryCount) : StoreOperation<IReadOnlyList<TaskMessage>>;
