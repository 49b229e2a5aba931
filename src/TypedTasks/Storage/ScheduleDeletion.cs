namespace TypedTasks.Storage;

/// <summary>What became of a schedule that was to be deleted.</summary>
public enum ScheduleDeletion
{
    /// <summary>There is none.</summary>
    Unknown = 0,

    /// <summary>It is deleted.</summary>
    Deleted = 1,

    /// <summary>A process has it, or had it minutes ago.</summary>
    InUse = 2,
}
