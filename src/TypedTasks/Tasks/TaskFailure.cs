namespace TypedTasks;

/// <summary>Why a step failed, as data: it crosses processes, so no exception type has to be rebuilt.</summary>
/// <param name="Type">The full name of the exception type.</param>
/// <param name="Message">Its message.</param>
/// <param name="StackTrace">Its stack, or null.</param>
/// <param name="Task">The name of the task.</param>
/// <param name="Step">The path of the step in its plan.</param>
/// <param name="Attempt">The last attempt, from 0.</param>
/// <param name="Inner">What caused it.</param>
public sealed record TaskFailure(
    string Type,
    string Message,
    string? StackTrace,
    string Task,
    string Step,
    int Attempt,
    IReadOnlyList<TaskFailure> Inner)
{
    internal static TaskFailure From(Exception exception, string task, string step, int attempt) =>
        new ExceptionText(task, step, attempt).Read(exception);
}
