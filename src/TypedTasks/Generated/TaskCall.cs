using System.ComponentModel;
using System.Text.Json;
using TypedTasks.Plans;

namespace TypedTasks.Generated;

/// <summary>A call of one task with its arguments as properties. The generator derives one class per task from it.</summary>
/// <typeparam name="TOut">The type of the result.</typeparam>
/// <param name="task">The name of the task on the wire.</param>
/// <param name="queue">The queue that the task names, or null for the default.</param>
/// <param name="isReplaced">Whether the task returns a signature that takes the place of the step.</param>
public abstract class TaskCall<TOut>(string task, string? queue, bool isReplaced = false) : Signature<TOut>(null), IArgumentSource
{
    /// <summary>The same call with its leading required arguments left out; generated factories call it. What the properties hold for them is not sent.</summary>
    /// <typeparam name="TIn">What is missing: one value, or a tuple of two or more.</typeparam>
    /// <param name="count">How many arguments are left out, 1 or more.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Signature<TIn, TOut> Missing<TIn>(int count) => new PartialCall<TIn, TOut>(this, count);

    void IArgumentSource.WriteArguments(Utf8JsonWriter writer, JsonSerializerOptions options) => WriteArguments(writer, options, 0);

    /// <summary>Writes the arguments in the order of the parameters.</summary>
    /// <param name="to">Where to.</param>
    protected abstract void WriteArguments(ref ArgumentWriter to);

    internal void WriteArguments(
        Utf8JsonWriter writer, JsonSerializerOptions options, int missing, ReadOnlySpan<object?> given = default)
    {
        var to = new ArgumentWriter(writer, options, missing, given);
        WriteArguments(ref to);
    }

    private protected sealed override PlanNode CreateNode() => PlanNode.Of(new(task, queue, 0, this) { IsReplaced = isReplaced });
}
