namespace TypedTasks.ServiceBus.Wire;

/// <summary>The queues that lie below a queue, and what it is called without them.</summary>
internal static class SubQueues
{
    public const string DeadLetter = "/$deadletterqueue";
    public const string Transfer = "/$transfer/$deadletterqueue";

    /// <summary>The queue that an address belongs to.</summary>
    public static string Home(string address) =>
        address.IndexOf("/$", StringComparison.Ordinal) is >= 0 and var end ? address[..end] : address;
}
