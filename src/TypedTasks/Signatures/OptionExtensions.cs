using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks;

/// <summary>
/// Options of a signature; each returns a changed copy. On a call they concern that step; on a composition retry and
/// queue are defaults of its steps, and a delay holds its first steps.
/// </summary>
public static class OptionExtensions
{
    /// <summary>Sets how failed runs are repeated.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="configure">Changes the default policy.</param>
    public static TSignature WithRetry<TSignature>(this TSignature signature, Func<RetryPolicy, RetryPolicy> configure)
        where TSignature : ISignature
    {
        ArgumentNullException.ThrowIfNull(configure);
        return With(signature, o => o with { Retry = configure(o.Retry ?? RetryPolicy.Default) });
    }

    /// <summary>Sets how often a failed run is repeated.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="maxRetries">0 to 1,000.</param>
    public static TSignature WithRetry<TSignature>(this TSignature signature, int maxRetries)
        where TSignature : ISignature =>
        WithRetry(signature, p => p with { MaxRetries = maxRetries });

    /// <summary>
    /// On a call: bounds one attempt; its CancellationToken fires, and the attempt counts as failed. On a composition: bounds
    /// the whole of it; when the time is over it fails, and what runs of it is cancelled.
    /// </summary>
    /// <param name="signature">The signature.</param>
    /// <param name="timeout">More than zero.</param>
    public static TSignature WithTimeout<TSignature>(this TSignature signature, TimeSpan timeout)
        where TSignature : ISignature
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        return With(signature, o => o with { Timeout = timeout });
    }

    /// <summary>
    /// On a call: the step does not start later than this after it became due, and fails instead. On a composition: it fails,
    /// and what runs of it is cancelled, when it has not ended by then.
    /// </summary>
    /// <param name="signature">The signature.</param>
    /// <param name="expiry">More than zero.</param>
    public static TSignature ExpiresAfter<TSignature>(this TSignature signature, TimeSpan expiry)
        where TSignature : ISignature
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(expiry, TimeSpan.Zero);
        return With(signature, o => o with { Expiry = expiry });
    }

    /// <summary>
    /// Lets at most so many steps with the same key be under way at once, of whatever tasks and in all workers together. On a
    /// composition each of its steps takes a permit of its own. What has to wait waits in the store, in the order in which it came.
    /// </summary>
    /// <param name="signature">The signature.</param>
    /// <param name="key">What they share, such as the id of a customer.</param>
    /// <param name="limit">1 or more.</param>
    public static TSignature WithConcurrencyLimit<TSignature>(this TSignature signature, string key, int limit = 1)
        where TSignature : ISignature
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        WholeText.Check(key);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return With(signature, o => o with { LimitKey = key, Limit = limit });
    }

    /// <summary>Sends the step to another queue than the task names.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="queue">The name of the queue.</param>
    public static TSignature OnQueue<TSignature>(this TSignature signature, string queue)
        where TSignature : ISignature
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(queue);
        return With(signature, o => o with { Queue = queue });
    }

    /// <summary>
    /// Lets the step start before or after others of its queue. What is not of normal priority waits in a queue of its own beside
    /// that one, which <c>TypedTasksOptions.Priorities</c> makes workers look after. On a composition it is the default
    /// of its steps.
    /// </summary>
    /// <param name="signature">The signature.</param>
    /// <param name="priority">The priority.</param>
    public static TSignature WithPriority<TSignature>(this TSignature signature, TaskPriority priority)
        where TSignature : ISignature
    {
        if (!Enum.IsDefined(priority))
            throw new ArgumentOutOfRangeException(nameof(priority), priority, "The priority is High, Normal or Low.");
        return With(signature, o => o with { Priority = priority });
    }

    /// <summary>
    /// Lets steps with the same key run one at a time, in the order in which they were enqueued, whatever flows and tasks they are
    /// of; steps with other keys run beside them. They wait in a queue of their own, <c>NAME-ordered</c>, which
    /// <c>TypedTasksOptions.OrderingKeys</c> makes workers look after: one line for each key and queue.
    /// On a composition it is the default of its steps.
    /// <para>
    /// A step takes its place at the end of the line when its message is sent: the first step of a flow when it is enqueued, a later
    /// one when the step before it has ended. A step that is retried keeps its place: its worker waits for the next attempt, and holds
    /// a slot meanwhile, so keep the pauses between attempts short. What has failed for good lets the line go on.
    /// </para>
    /// <para>
    /// Not together with <see cref="WithPriority"/>, <see cref="WithDelay"/>, <see cref="At"/> or <see cref="WithConcurrencyLimit"/> on
    /// the same step, nor with limits of its task: <see cref="InvalidOperationException"/> when it is enqueued.
    /// </para>
    /// </summary>
    /// <param name="signature">The signature.</param>
    /// <param name="key">What they share, such as the id of an account: 1 to 128 characters; upper and lower case differ. Brokers see it.</param>
    /// <exception cref="ArgumentException">The key is empty or longer.</exception>
    public static TSignature WithOrderingKey<TSignature>(this TSignature signature, string key)
        where TSignature : ISignature
    {
        OrderingKeys.Check(key);
        return With(signature, o => o with { OrderingKey = key });
    }

    /// <summary>
    /// Gives the step something to know beside its arguments, such as a tenant or the user who asked: the task finds it in
    /// <see cref="TaskContext.Headers"/>. On a composition every step of it has it, unless the step has another of that name.
    /// Headers travel with the plan; brokers do not see them.
    /// </summary>
    /// <param name="signature">The signature.</param>
    /// <param name="name">What it is called, 1 to 100 characters; upper and lower case differ.</param>
    /// <param name="value">At most 1,024 characters; larger things are arguments.</param>
    /// <exception cref="ArgumentException">Name or value is too long, or there are more than 32 of them.</exception>
    public static TSignature WithHeader<TSignature>(this TSignature signature, string name, string value)
        where TSignature : ISignature
    {
        StepHeaders.Check(name, value);
        return With(signature, o => o with { Headers = StepHeaders.Add(o.Headers, name, value) });
    }

    /// <summary>Starts the step this long after the one before it has ended.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="delay">Zero or more.</param>
    public static TSignature WithDelay<TSignature>(this TSignature signature, TimeSpan delay)
        where TSignature : ISignature
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return With(signature, o => o with { Delay = delay });
    }

    /// <summary>Starts the step at this time, or at once when it has passed.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="time">The time.</param>
    public static TSignature At<TSignature>(this TSignature signature, DateTimeOffset time)
        where TSignature : ISignature =>
        With(signature, o => o with { At = time });

    /// <summary>
    /// Gives the flow an id of the caller's, 1 to 64 letters, digits, hyphens or underscores. It binds to the flow that is enqueued: on a part
    /// of a composition, and on what a task returns, it is refused (TT1017).
    /// </summary>
    /// <param name="signature">The signature that will be enqueued.</param>
    /// <param name="flowId">
    /// The id; enqueuing the same a second time returns the handle of the first flow (<see cref="TaskHandle{TOut}.Existed"/>), and enqueuing something else under it is refused
    /// (<see cref="FlowConflictException"/>): other steps, other arguments, such as the time, or other options of steps.
    /// </param>
    /// <exception cref="ArgumentException">The id has another form.</exception>
    public static TSignature WithId<TSignature>(this TSignature signature, string flowId)
        where TSignature : ISignature
    {
        FlowIds.Check(flowId);
        return With(signature, o => o with { FlowId = flowId });
    }

    /// <summary>
    /// Gives the flow a name that people recognise in views. It binds to the flow that is enqueued: on a part of a composition, and on what a
    /// task returns, it is refused (TT1017).
    /// </summary>
    /// <param name="signature">The signature that will be enqueued.</param>
    /// <param name="name">The name.</param>
    public static TSignature Named<TSignature>(this TSignature signature, string name)
        where TSignature : ISignature
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        WholeText.Check(name);
        return With(signature, o => o with { Name = name });
    }

    private static TSignature With<TSignature>(TSignature signature, Func<StepOptions, StepOptions> change)
        where TSignature : ISignature
    {
        ArgumentNullException.ThrowIfNull(signature);
        var copy = ((Signature)(ISignature)signature).With(change(signature.Node.Options ?? StepOptions.None));
        return (TSignature)(ISignature)copy;
    }
}
