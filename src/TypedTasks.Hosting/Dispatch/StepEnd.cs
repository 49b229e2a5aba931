namespace TypedTasks.Hosting.Dispatch;

/// <summary>How a run of a task has ended: with a result, with a signature that takes its place, or with an exception.</summary>
internal readonly record struct StepEnd(ReadOnlyMemory<byte> Result, ReadOnlyMemory<byte> Plan, Exception? Exception)
{
    public static StepEnd Threw(Exception exception) => new(default, default, exception);
}
