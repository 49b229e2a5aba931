namespace TypedTasks;

/// <summary>A partial signature: the result of the step before it fills what is missing.</summary>
/// <typeparam name="TIn">What is missing: one value, or a tuple of two or more.</typeparam>
/// <typeparam name="TOut">The type of the result.</typeparam>
public interface ISignature<in TIn, out TOut> : ISignature
{
    /// <summary>The same as <c>first | next</c>. A member rather than an extension: the compiler's error then names the types.</summary>
    /// <typeparam name="TNext">The type of the result of the whole.</typeparam>
    /// <param name="next">What takes the result.</param>
    ISignature<TIn, TNext> Then<TNext>(ISignature<TOut, TNext> next);

    /// <summary>Starts a side branch when the signature has succeeded; what becomes of it changes nothing.</summary>
    /// <typeparam name="TResult">What the other one yields; it is not used.</typeparam>
    /// <param name="branch">What takes the result; what takes a base type of it fits.</param>
    ISignature<TIn, TOut> OnSuccess<TResult>(ISignature<TOut, TResult> branch);

    /// <summary>Starts a side branch when the signature has succeeded; what becomes of it changes nothing.</summary>
    /// <typeparam name="TResult">What the other one yields; it is not used.</typeparam>
    /// <param name="branch">What runs then.</param>
    ISignature<TIn, TOut> OnSuccess<TResult>(ISignature<TResult> branch);

    /// <summary>Undoes the signature when it has succeeded and the flow fails or is cancelled later: compensations run in reverse order, at least once each.</summary>
    /// <typeparam name="TResult">What the other one yields; it is not used.</typeparam>
    /// <param name="compensation">What takes the result and undoes it; what takes a base type of it fits.</param>
    ISignature<TIn, TOut> CompensateWith<TResult>(ISignature<TOut, TResult> compensation);

    /// <summary>Undoes the signature when it has succeeded and the flow fails or is cancelled later: compensations run in reverse order, at least once each.</summary>
    /// <typeparam name="TResult">What the other one yields; it is not used.</typeparam>
    /// <param name="compensation">What undoes it.</param>
    ISignature<TIn, TOut> CompensateWith<TResult>(ISignature<TResult> compensation);
}
