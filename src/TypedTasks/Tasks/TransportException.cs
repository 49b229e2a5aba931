namespace TypedTasks;

/// <summary>The broker refused, or its answer did not come.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">The cause.</param>
public class TransportException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether trying again later may help; false for what only a change of configuration mends.</summary>
    public bool IsTransient { get; init; } = true;
}
