using System.Text.Json.Serialization;

namespace TypedTasks.Simulation.Tests;

/// <summary>How a step of a random flow behaves.</summary>
/// <param name="Id">Its name in the flow.</param>
/// <param name="TakesInput">Whether the value of the step before it arrives.</param>
/// <param name="Yields">How many elements its list has; -1 for a plain value.</param>
/// <param name="FailsFirst">How many attempts fail before one succeeds.</param>
/// <param name="FailsAlways">Whether every attempt fails.</param>
/// <param name="Takes">How long it runs.</param>
/// <param name="Plans">How deep the plans are that it returns, another one in each run; 0 for a step that yields a value.</param>
/// <param name="Earliest">The time before which it must not start, or null.</param>
/// <param name="IsLarge">Whether its value is too large for a message.</param>
internal sealed record SimStep(
    string Id, bool TakesInput, int Yields, int FailsFirst, bool FailsAlways, TimeSpan Takes, int Plans = 0, DateTimeOffset? Earliest = null,
    bool IsLarge = false)
{
    /// <summary>What it needs a permit for, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Shares { get; init; }

    /// <summary>The generation of the flow from which on it does not always fail any more; 0 for never.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int MendedIn { get; init; }

    /// <summary>Which run of it fails in the first attempt, whatever others do; 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int FailsRun { get; init; }

    /// <summary>How many bytes its value has beside what others have.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Padding { get; init; }

    /// <summary>How many permits there are for that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Permits { get; init; }

    /// <summary>How long the step of the flow takes that it starts; null where it starts none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TimeSpan? Starts { get; init; }

    /// <summary>Whether every attempt fails in a generation of the flow.</summary>
    public bool FailsIn(int generation) => FailsAlways && (MendedIn == 0 || generation < MendedIn);
}
