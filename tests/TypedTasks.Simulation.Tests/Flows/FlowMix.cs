namespace TypedTasks.Simulation.Tests;

/// <summary>What a random flow is made of.</summary>
/// <param name="Failing">How likely a step always fails.</param>
/// <param name="AllForms">Whether forms that absorb failures or depend on time may occur.</param>
internal sealed record FlowMix(double Failing, bool AllForms)
{
    /// <summary>
    /// Decides about permits and flows that steps start; null where there are none. A chance of its own leaves the histories of
    /// other seeds as they were.
    /// </summary>
    public SimRandom? Extras { get; init; }

    /// <summary>Decides about ordering keys; null where there are none.</summary>
    public SimRandom? Lines { get; init; }

    /// <summary>How likely the value of a step is made too large for a message, beside those that are anyway.</summary>
    public double Large { get; init; }
}
