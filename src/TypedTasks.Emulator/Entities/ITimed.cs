namespace TypedTasks.Emulator.Entities;

/// <summary>Something that has work to do at a certain time.</summary>
internal interface ITimed
{
    /// <summary>The time that the clock has noted; kept by the clock.</summary>
    long NotedDue { get; set; }

    void OnDue(long now);
}
