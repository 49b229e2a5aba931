namespace TypedTasks.Storage;

/// <summary>Reads a plan by its hash; yields null when there is none.</summary>
/// <param name="PlanHash">The hash.</param>
public sealed record GetPlan(string PlanHash) : StoreOperation<byte[]?>;
