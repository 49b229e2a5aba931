namespace TypedTasks.Conformance.Worker;

/// <summary>What flows of the catalogue wait for.</summary>
public static partial class Told
{
    [TaskEvent("told.number")]
    public static partial TaskEvent<int> Number { get; }

    [TaskEvent("told.other")]
    public static partial TaskEvent<int> Other { get; }
}
