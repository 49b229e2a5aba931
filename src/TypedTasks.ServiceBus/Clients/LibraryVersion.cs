namespace TypedTasks.ServiceBus.Clients;

/// <summary>Says that the client library is not the version whose internals are known here.</summary>
internal static class LibraryVersion
{
    public static TransportException IsOther(MissingMemberException cause) =>
        new("This version of Azure.Messaging.ServiceBus is not one that TypedTasks.ServiceBus can work with. Reference the version that TypedTasks.ServiceBus was built with.", cause)
        {
            IsTransient = false,
        };
}
