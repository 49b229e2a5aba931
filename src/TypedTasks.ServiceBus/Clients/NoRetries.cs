using Azure.Messaging.ServiceBus;

namespace TypedTasks.ServiceBus.Clients;

/// <summary>
/// Tries once. Inside a transaction nothing may be repeated, and outside of one whoever asked decides, under the same message id or
/// while the lock lasts.
/// </summary>
internal sealed class NoRetries(TimeSpan patience) : ServiceBusRetryPolicy
{
    /// <summary>How long one attempt may take; while a receiver is being opened it is less.</summary>
    public TimeSpan Patience { get; set; } = patience;

    public override TimeSpan CalculateTryTimeout(int attemptCount) => Patience;

    public override TimeSpan? CalculateRetryDelay(Exception lastException, int attemptCount) => null;
}
