namespace TypedTasks.ServiceBus.Receiving;

/// <summary>How a transaction ended.</summary>
/// <param name="Failure">Why it was not committed, or null.</param>
/// <param name="IsUnknown">Whether it may have been committed all the same.</param>
internal readonly record struct HandOffOutcome(TransportException? Failure, bool IsUnknown)
{
    public static HandOffOutcome Committed => default;

    public static HandOffOutcome Nothing(TransportException failure) => new(failure, IsUnknown: false);

    public static HandOffOutcome Unknown(TransportException failure) => new(failure, IsUnknown: true);
}
