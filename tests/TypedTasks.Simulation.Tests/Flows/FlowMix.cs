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

    /// <summary>
    /// Decides about what an operated flow has beside: steps that a retry finds mended, runs that fail by chance, rate limits, side branches
    /// that start late, groups and values that no transaction takes at once; null where there is none of it.
    /// </summary>
    public SimRandom? Operated { get; init; }

    /// <summary>Whether values are so large that few messages with them fit into one transaction.</summary>
    public bool IsWide { get; init; }

    /// <summary>Decides about what encloses a settled group; null where there is none such.</summary>
    public SimRandom? Settles { get; init; }

    /// <summary>Decides about waits for events; null where there are none.</summary>
    public SimRandom? Waits { get; init; }

    /// <summary>How likely the value of a step is made too large for a message, beside those that are anyway.</summary>
    public double Large { get; init; }
}
