namespace TypedTasks;

/// <summary>What happens when a part of a flow fails. What happens when it succeeds, or has to be undone, are members of the signature: they keep its type.</summary>
public static class ScopeExtensions
{
    /// <summary>When the signature fails for good, another one takes the failure and supplies the value.</summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">The signature.</param>
    /// <param name="handler">What supplies the value.</param>
    public static Signature<TOut> Recover<TOut>(this ISignature<TOut> signature, ISignature<TaskFailure, TOut> handler)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(handler);
        return new ScopeSignature<TOut>(signature.Node.RecoveredBy(handler.Node), signature);
    }

    /// <summary>When the signature fails for good, another one takes the failure and supplies the value.</summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">The signature.</param>
    /// <param name="handler">What supplies the value.</param>
    public static Signature<TOut> Recover<TOut>(this ISignature<TOut> signature, ISignature<TOut> handler)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(handler);
        return new ScopeSignature<TOut>(signature.Node.RecoveredBy(handler.Node), signature);
    }

    /// <summary>When the signature fails for good, another one takes the failure and supplies the value.</summary>
    /// <typeparam name="TIn">What the signature misses.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">The signature.</param>
    /// <param name="handler">What supplies the value.</param>
    public static Signature<TIn, TOut> Recover<TIn, TOut>(this ISignature<TIn, TOut> signature, ISignature<TaskFailure, TOut> handler)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(handler);
        return new ScopeSignature<TIn, TOut>(signature.Node.RecoveredBy(handler.Node), signature);
    }

    /// <summary>When the signature fails for good, another one takes the failure and supplies the value.</summary>
    /// <typeparam name="TIn">What the signature misses.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">The signature.</param>
    /// <param name="handler">What supplies the value.</param>
    public static Signature<TIn, TOut> Recover<TIn, TOut>(this ISignature<TIn, TOut> signature, ISignature<TOut> handler)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(handler);
        return new ScopeSignature<TIn, TOut>(signature.Node.RecoveredBy(handler.Node), signature);
    }

    /// <summary>Starts a side branch when the signature fails for good; what becomes of it changes nothing. Cancellation is not a failure.</summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <typeparam name="TResult">What the other one yields; it is not used.</typeparam>
    /// <param name="signature">The signature.</param>
    /// <param name="branch">What takes the failure.</param>
    public static Signature<TOut> OnError<TOut, TResult>(this ISignature<TOut> signature, ISignature<TaskFailure, TResult> branch)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(branch);
        return new ScopeSignature<TOut>(signature.Node.WithBranch(branch.Node, onFailure: true), signature);
    }

    /// <summary>Starts a side branch when the signature fails for good; what becomes of it changes nothing. Cancellation is not a failure.</summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <typeparam name="TResult">What the other one yields; it is not used.</typeparam>
    /// <param name="signature">The signature.</param>
    /// <param name="branch">What runs then.</param>
    public static Signature<TOut> OnError<TOut, TResult>(this ISignature<TOut> signature, ISignature<TResult> branch)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(branch);
        return new ScopeSignature<TOut>(signature.Node.WithBranch(branch.Node, onFailure: true), signature);
    }

    /// <summary>Starts a side branch when the signature fails for good; what becomes of it changes nothing. Cancellation is not a failure.</summary>
    /// <typeparam name="TIn">What the signature misses.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <typeparam name="TResult">What the other one yields; it is not used.</typeparam>
    /// <param name="signature">The signature.</param>
    /// <param name="branch">What takes the failure.</param>
    public static Signature<TIn, TOut> OnError<TIn, TOut, TResult>(this ISignature<TIn, TOut> signature, ISignature<TaskFailure, TResult> branch)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(branch);
        return new ScopeSignature<TIn, TOut>(signature.Node.WithBranch(branch.Node, onFailure: true), signature);
    }

    /// <summary>Starts a side branch when the signature fails for good; what becomes of it changes nothing. Cancellation is not a failure.</summary>
    /// <typeparam name="TIn">What the signature misses.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <typeparam name="TResult">What the other one yields; it is not used.</typeparam>
    /// <param name="signature">The signature.</param>
    /// <param name="branch">What runs then.</param>
    public static Signature<TIn, TOut> OnError<TIn, TOut, TResult>(this ISignature<TIn, TOut> signature, ISignature<TResult> branch)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(branch);
        return new ScopeSignature<TIn, TOut>(signature.Node.WithBranch(branch.Node, onFailure: true), signature);
    }
}
