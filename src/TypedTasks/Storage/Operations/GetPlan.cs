namespace TypedTasks.Storage;

/// <summary>Reads a plan by its hash; yields null when there is none.</summary>
/// <param name="PlanHash">The hash.</param>
public sealed record GetPlan(string PlanHash) : StoreOperation<byte[]?>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Plan(PlanHash);

    /// <inheritdoc/>
    public override bool IsRead => true;
}
