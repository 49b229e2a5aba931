using TypedTasks.Plans;

namespace TypedTasks;

/// <summary>A wait for an event; what <see cref="Wait.For"/> returns.</summary>
/// <typeparam name="T">What is said, and what the wait yields.</typeparam>
public sealed class WaitSignature<T> : Signature<T>
{
    private readonly WaitRule rule;

    internal WaitSignature(WaitRule rule, StepOptions? options = null)
        : base(PlanNode.Await(rule) with { Options = options }) => this.rule = rule;

    /// <summary>Waits for the event under a key, by which it can be raised where the flow is not known, and by which waits of one flow differ.</summary>
    /// <param name="key">The key, such as the number of an order: 1 to 128 characters.</param>
    /// <exception cref="ArgumentException">It is empty or longer.</exception>
    public WaitSignature<T> WithKey(string key)
    {
        WaitRule.CheckKey(key);
        return new(rule with { Key = key }, Node.Options);
    }

    /// <summary>Waits for so long, counted from when the flow comes to the wait; then it fails as a time-out does, unless <see cref="OrElse"/> says otherwise. An event that comes later is refused.</summary>
    /// <param name="time">From a millisecond to the lifetime of flows (<c>TypedTasksOptions.FlowLifetime</c>).</param>
    public WaitSignature<T> Within(TimeSpan time) => new(Wait.Within(rule, time), Node.Options);

    /// <summary>What the wait yields when its time is over.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException"><see cref="Within"/> was not called before.</exception>
    public WaitSignature<T> OrElse(T value) => new(Wait.OrElse(rule, value), Node.Options);

    /// <summary>Carries the result of the step before past the wait: yields both.</summary>
    /// <typeparam name="TIn">What is carried.</typeparam>
    public JoinedFrom<TIn, TIn, T> Carrying<TIn>() => new(null, PlanNode.Pass, Node);
}
