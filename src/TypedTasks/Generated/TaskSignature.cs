using System.Text.Json;
using TypedTasks.Plans;

namespace TypedTasks.Generated;

/// <summary>A complete call of one task. The generator derives one class per task from it.</summary>
/// <typeparam name="TOut">The type of the result.</typeparam>
/// <param name="task">The name of the task on the wire.</param>
/// <param name="queue">The queue that the task names, or null for the default.</param>
/// <param name="isReplaced">Whether the task returns a signature that takes the place of the step.</param>
public abstract class TaskSignature<TOut>(string task, string? queue, bool isReplaced = false) : Signature<TOut>(null), IArgumentSource
{
    void IArgumentSource.WriteArguments(Utf8JsonWriter writer, JsonSerializerOptions options) =>
        WriteArguments(writer, options);

    /// <summary>Writes the given arguments as members of the JSON object that is open.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="options">Where the types of the arguments are found.</param>
    protected abstract void WriteArguments(Utf8JsonWriter writer, JsonSerializerOptions options);

    private protected sealed override PlanNode CreateNode() => PlanNode.Of(new(task, queue, 0, this) { IsReplaced = isReplaced });
}
