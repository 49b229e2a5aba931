namespace TypedTasks;

/// <summary>The store could not do what it was asked.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">The cause.</param>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether trying again later may help, true by default; false for what only a change of configuration mends.</summary>
    public bool IsTransient { get; init; } = true;
}
