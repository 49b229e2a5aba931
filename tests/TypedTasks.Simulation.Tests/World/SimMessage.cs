using TypedTasks.Contracts;

namespace TypedTasks.Simulation.Tests;

/// <summary>A message in the simulated broker.</summary>
internal sealed class SimMessage(TaskMessage message)
{
    public TaskMessage Message => message;

    public string Place { get; } = SimPlace.Of(message);

    public int Deliveries { get; set; }

    public SimDelivery? Lock { get; set; }

    public DateTimeOffset LockedUntil { get; set; }
}
