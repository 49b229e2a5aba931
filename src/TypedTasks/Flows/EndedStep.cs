namespace TypedTasks.Flows;

/// <summary>A run of a step that goes on no longer.</summary>
/// <param name="Place">The step.</param>
/// <param name="Run">Which run of it.</param>
internal readonly record struct EndedStep(Place Place, long Run)
{
    /// <summary>Numbers runs so that whoever has the message now comes after all who had it before.</summary>
    public static long Number(int attempt, int deliveryCount) => ((long)attempt << 32) + deliveryCount;
}
