namespace TypedTasks.Simulation.Tests;

/// <summary>An answer that the world has not given yet.</summary>
/// <param name="Owner">The incarnation of the process that waits for it; nobody gets it once that has crashed.</param>
/// <param name="Delivery">What the process asks for it, or null.</param>
/// <param name="Answer">Gives the answer.</param>
internal sealed record Pending(SimProcess? Owner, SimDelivery? Delivery, Action Answer);
