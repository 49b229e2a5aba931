namespace TypedTasks.Simulation.Tests;

/// <summary>What a random flow is made of.</summary>
/// <param name="Failing">How likely a step always fails.</param>
/// <param name="AllForms">Whether forms that absorb failures or depend on time may occur.</param>
internal sealed record FlowMix(double Failing, bool AllForms);
