using Azure.Messaging.ServiceBus;

namespace TypedTasks.ServiceBus.Clients;

/// <summary>
/// Tries once. Inside a transaction nothing may be repeated, and outside of one whoever asked decides, under the same message id or
/// while the lock lasts.
/// </summary>
internal sealed class NoRetries(TimeSpan patience) : ServiceBusRetryPolicy
{
    public override TimeSpan CalculateTryTimeout(int attemptCount) => patience;

    public override TimeSpan? CalculateRetryDelay(Exception lastException, int attemptCount) => null;
}
