using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>Reads messages that are owed since before a time, oldest first.</summary>
/// <param name="before">The time.</param>
/// <param name="limit">How many at most.</param>
public sealed class ReadOwed(DateTimeOffset before, int limit) : StoreOperation<IReadOnlyList<TaskMessage>>
{
    /// <summary>The time.</summary>
    public DateTimeOffset Before { get; } = before;

    /// <summary>How many at most.</summary>
    public int Limit { get; } = limit;
}
