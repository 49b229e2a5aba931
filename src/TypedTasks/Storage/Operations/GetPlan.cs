namespace TypedTasks.Storage;

/// <summary>Reads a plan by its hash; yields null when there is none.</summary>
/// <param name="planHash">The hash.</param>
public sealed class GetPlan(string planHash) : StoreOperation<byte[]?>
{
    /// <summary>The hash.</summary>
    public string PlanHash { get; } = planHash;
}
