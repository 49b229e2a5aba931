namespace TypedTasks.ServiceBus.Receiving;

/// <summary>Reads messages of a queue or sub-queue without locking them, locked and scheduled ones included (Service Bus "Message browsing").</summary>
internal interface IMessagePeek
{
    /// <summary>A page of messages in order of sequence number, and the number to go on from.</summary>
    /// <param name="address">The queue, or one below it.</param>
    /// <param name="from">The least sequence number.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="queue">What the messages and errors call it.</param>
    /// <param name="action">What is done, for errors.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TransportException">The broker refused, or could not be reached in time.</exception>
    ValueTask<(IReadOnlyList<PeekedMessage> Messages, long Next)> PageAsync(
        string address, long from, int count, string queue, string action, CancellationToken cancellationToken);
}
