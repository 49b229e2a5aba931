namespace TypedTasks;

/// <summary>Why somebody is told of a flow.</summary>
public enum AlertKind
{
    /// <summary>It has failed.</summary>
    Failed,

    /// <summary>It runs longer than it was expected to (<c>Expect(within)</c>).</summary>
    Late,

    /// <summary>Nothing was heard of it although something should have been (<see cref="FlowSummary.QuietSince"/>).</summary>
    Quiet,
}
