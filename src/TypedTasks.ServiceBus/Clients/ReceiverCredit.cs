using System.Runtime.CompilerServices;
using Azure.Messaging.ServiceBus;

namespace TypedTasks.ServiceBus.Clients;

/// <summary>
/// Changes how many unsettled messages a receiver may hold while it is open, as the processor of the client library does. The public
/// methods cannot, and a receiver that stops would go on to lock messages.
/// </summary>
internal static class ReceiverCredit
{
    /// <summary>Fails early, and in words, with a version of the client library that has other internals.</summary>
    public static void Check()
    {
        try
        {
            SetPrefetchCount(null!, 0);
        }
        catch (NullReferenceException)
        {
            // The method is there; it was called on nothing.
        }
        catch (MissingMemberException e)
        {
            throw LibraryVersion.IsOther(e);
        }
    }

    public static void Set(ServiceBusReceiver receiver, int messages) => SetPrefetchCount(receiver, messages);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_PrefetchCount")]
    private static extern void SetPrefetchCount(ServiceBusReceiver receiver, int value);
}
