namespace TypedTasks;

/// <summary>Names of queues.</summary>
public static class QueueNames
{
    /// <summary>The queue of every task that names none.</summary>
    public const string Default = "typedtasks";
}
