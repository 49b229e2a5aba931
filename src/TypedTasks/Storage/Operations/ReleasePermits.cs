using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Gives back every permit that a message holds; repeating it changes nothing. Neither does a message that another has taken
/// the place of, nor a delivery that a later one has followed: they may end while that one waits or runs. Yields the
/// messages whose turn has come by it: they hold their permit already, and are owed.
/// </summary>
/// <param name="holder">Who held them: the attempt of a step.</param>
/// <param name="messageId">The message that has ended.</param>
/// <param name="deliveryCount">How often it was delivered before.</param>
/// <param name="at">Now.</param>
public sealed class ReleasePermits(string holder, string messageId, int deliveryCount, DateTimeOffset at)
    : StoreOperation<IReadOnlyList<TaskMessage>>
{
    /// <summary>Who held them.</summary>
    public string Holder { get; } = holder;

    /// <summary>The message that has ended.</summary>
    public string MessageId { get; } = messageId;

    /// <summary>How often it was delivered before.</summary>
    public int DeliveryCount { get; } = deliveryCount;

    /// <summary>Now.</summary>
    public DateTimeOffset At { get; } = at;
}
