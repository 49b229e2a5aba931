namespace TypedTasks.Storage;

/// <summary>Writes down what an operator has done; the store gives it its number and its time.</summary>
/// <param name="Action">What was done.</param>
public sealed record RecordAction(ActionRecord Action) : StoreOperation
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.None;
}
