namespace TypedTasks.Storage;

/// <summary>
/// Deletes a plan that no flow has and that no flow was accepted with for so long; yields whether it did. An acceptance marks its plan
/// as used, at most once a day.
/// </summary>
/// <param name="PlanHash">The hash of the plan.</param>
/// <param name="UnusedFor">For how long it must not have been marked as used.</param>
public sealed record DeletePlan(string PlanHash, TimeSpan UnusedFor) : StoreOperation<bool>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Plan(PlanHash);
}
