using TypedTasks.Plans;

namespace TypedTasks;

/// <summary>A wait for an event under the key that arrives; what <see cref="Wait.Keyed"/> returns.</summary>
/// <typeparam name="T">What is said, and what the wait yields.</typeparam>
public sealed class KeyedWaitSignature<T> : Signature<string, T>
{
    private readonly WaitRule rule;

    internal KeyedWaitSignature(WaitRule rule, StepOptions? options = null)
        : base(PlanNode.Await(rule) with { Options = options }) => this.rule = rule;

    /// <inheritdoc cref="WaitSignature{T}.Within"/>
    public KeyedWaitSignature<T> Within(TimeSpan time) => new(Wait.Within(rule, time), Node.Options);

    /// <inheritdoc cref="WaitSignature{T}.OrElse"/>
    public KeyedWaitSignature<T> OrElse(T value) => new(Wait.OrElse(rule, value), Node.Options);
}
