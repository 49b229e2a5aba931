namespace TypedTasks.Hosting.Tests;

/// <summary>A way of not coming to a good end.</summary>
public enum Fault
{
    Fails,
    TimesOut,
    Expires,
    IsUnregistered,
    CannotBeSerialised,

    /// <summary>Nothing is wrong with the step, but with the composition that it is in.</summary>
    WholeTimesOut,
    WholeExpires,

    /// <summary>The flow is cancelled while the step runs; where nobody cancels it, it ends well after two hours.</summary>
    IsCancelled,

    /// <summary>The flow is cancelled while the step waits for its second attempt; where nobody cancels it, that one ends well.</summary>
    IsCancelledBetweenAttempts,
}
