using System.Text.Json;
using TypedTasks.Plans;

namespace TypedTasks.Generated;

/// <summary>A call of one task that misses its leading arguments. The generator derives from it.</summary>
/// <typeparam name="TIn">What is missing: one value, or a tuple of two or more.</typeparam>
/// <typeparam name="TOut">The type of the result.</typeparam>
/// <param name="task">The name of the task on the wire.</param>
/// <param name="queue">The queue that the task names, or null for the default.</param>
/// <param name="missing">How many leading required parameters the input fills, 1 or more.</param>
/// <param name="isReplaced">Whether the task returns a signature that takes the place of the step.</param>
public abstract class TaskSignature<TIn, TOut>(string task, string? queue, int missing, bool isReplaced = false)
    : Signature<TIn, TOut>(null), IArgumentSource
{
    void IArgumentSource.WriteArguments(Utf8JsonWriter writer, JsonSerializerOptions options) =>
        WriteArguments(writer, options);

    /// <summary>Writes the given arguments as members of the JSON object that is open.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="options">Where the types of the arguments are found.</param>
    protected abstract void WriteArguments(Utf8JsonWriter writer, JsonSerializerOptions options);

    private protected sealed override PlanNode CreateNode() => PlanNode.Of(new(task, queue, missing, this) { IsReplaced = isReplaced });
}
