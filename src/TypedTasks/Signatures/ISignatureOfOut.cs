namespace TypedTasks;

/// <summary>A complete signature: every argument is given, so it can be enqueued.</summary>
/// <typeparam name="TOut">The type of the result.</typeparam>
public interface ISignature<out TOut> : ISignature
{
    /// <summary>The same as <c>first | next</c>. A member rather than an extension: the compiler's error then names the types.</summary>
    /// <typeparam name="TNext">The type of the result of the whole.</typeparam>
    /// <param name="next">What takes the result.</param>
    Signature<TNext> Then<TNext>(ISignature<TOut, TNext> next);
}
