using System.Runtime.CompilerServices;
using Azure.Messaging.ServiceBus;

namespace TypedTasks.ServiceBus.Clients;

/// <summary>
/// Tries once. Inside a transaction nothing may be repeated, and outside of one whoever asked decides, under the same message id or
/// while the lock lasts.
/// </summary>
internal sealed class NoRetries(TimeSpan patience) : ServiceBusRetryPolicy
{
    /// <summary>Fails early, and in words, with a version of the client library that has other internals.</summary>
    public static void Check()
    {
        try
        {
            ResetServerBusy(new NoRetries(TimeSpan.FromSeconds(1)));
        }
        catch (MissingMemberException e)
        {
            throw LibraryVersion.IsOther(e);
        }
    }

    public override TimeSpan CalculateTryTimeout(int attemptCount) => patience;

    public override TimeSpan? CalculateRetryDelay(Exception lastException, int attemptCount)
    {
        // Danger: after one throttled send the library would hold back every call of its client for ten seconds, renewals of locks and settlements too.
        if (lastException is ServiceBusException { Reason: ServiceBusFailureReason.ServiceBusy })
            ResetServerBusy(this);
        return null;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "ResetServerBusy")]
    private static extern void ResetServerBusy(ServiceBusRetryPolicy policy);
}
