namespace TypedTasks.Contracts;

/// <summary>
/// Gives back every permit of a holder, and its place in every queue for one; repeating it changes nothing. Yields the
/// messages whose turn has come by it: they hold their permit already, and are owed.
/// </summary>
/// <param name="holder">Who held them.</param>
/// <param name="at">Now.</param>
public sealed class ReleasePermits(string holder, DateTimeOffset at) : StoreOperation<IReadOnlyList<TaskMessage>>
{
    /// <summary>Who held them.</summary>
    public string Holder { get; } = holder;

    /// <summary>Now.</summary>
    public DateTimeOffset At { get; } = at;
}
