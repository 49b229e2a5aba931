using TypedTasks.Hosting.Client;

namespace TypedTasks.Simulation.Tests;

/// <summary>Nonces that are the same whenever a seed is run again.</summary>
internal sealed class SimNonces(SimWorld world) : Nonces
{
    public override string Next() => world.NextNonce();
}
