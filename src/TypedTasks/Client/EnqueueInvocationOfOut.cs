namespace TypedTasks;

/// <summary>A flow that is being enqueued or sent.</summary>
/// <typeparam name="TOut">The type of its result.</typeparam>
public sealed class EnqueueInvocation<TOut> : EnqueueInvocation
{
    internal EnqueueInvocation(ISignature<TOut> signature, bool isSent, Func<ISignature, (IReadOnlyList<string> Tasks, IReadOnlyList<string> Queues)> stepsOf)
        : base(isSent, stepsOf) => Signature = signature;

    /// <summary>What is to run. Options keep its type: <c>invocation.Signature = invocation.Signature.WithHeader("tenant", id)</c>.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public ISignature<TOut> Signature
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>The handle, once the flow is accepted; null before, and for one that is sent.</summary>
    public TaskHandle<TOut>? Handle { get; internal set; }

    private protected override ISignature Flow => Signature;
}
