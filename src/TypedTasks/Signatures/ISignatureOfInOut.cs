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
}
