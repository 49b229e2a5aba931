namespace TypedTasks;

/// <summary>Thrown by a task that wants to be tried again after a given time; it counts as a failed attempt, whatever the policy says of exceptions.</summary>
public sealed class RetryLaterException : Exception
{
    /// <summary>Asks to be tried again.</summary>
    /// <param name="delay">The wait, zero or more.</param>
    public RetryLaterException(TimeSpan delay)
        : this(delay, $"The task asked to be tried again in {delay}.")
    {
    }

    /// <summary>Asks to be tried again, and says why.</summary>
    /// <param name="delay">The wait, zero or more.</param>
    /// <param name="message">Why.</param>
    /// <param name="innerException">What led to it, or null.</param>
    public RetryLaterException(TimeSpan delay, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        Delay = delay;
    }

    /// <summary>The wait.</summary>
    public TimeSpan Delay { get; }
}
