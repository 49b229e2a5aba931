using TypedTasks.Plans;

namespace TypedTasks;

/// <summary>Composition in words, for those who prefer it to operators, and <c>Each</c>.</summary>
public static class SignatureExtensions
{
    /// <summary>The same as <c>first &gt;&gt; next</c>.</summary>
    public static Signature<TOut> ThenIgnoringResult<T, TOut>(this ISignature<T> first, ISignature<TOut> next) =>
        new SequenceSignature<TOut>(first, next);

    /// <summary>The same as <c>first &gt;&gt; next</c>.</summary>
    public static Signature<TIn, TOut> ThenIgnoringResult<TIn, T, TOut>(this ISignature<TIn, T> first, ISignature<TOut> next) =>
        new SequenceSignature<TIn, TOut>(first, next);

    /// <summary>Runs the signature once for each element of a list that is known only at run time.</summary>
    /// <typeparam name="TIn">The type of an element.</typeparam>
    /// <typeparam name="TOut">The type of the result of one element.</typeparam>
    /// <param name="signature">What runs for each element.</param>
    /// <param name="chunkSize">
    /// How many elements one message carries, 1 or more: they run one after another, and are repeated and fail together. More
    /// than 1 needs a signature that is one call.
    /// </param>
    /// <param name="maxParallelism">How many messages may be under way at once, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    /// <exception cref="ArgumentException">Chunks of a signature that is not one call.</exception>
    public static Group<IEnumerable<TIn>, TOut> Each<TIn, TOut>(
        this ISignature<TIn, TOut> signature, int chunkSize = 1, int maxParallelism = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentOutOfRangeException.ThrowIfLessThan(chunkSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxParallelism, 1);
        if (chunkSize > 1 && signature.Node.Call is not { IsReplaced: false })
        {
            throw new ArgumentException(
                $"Chunks are runs of one task after another in one message, so chunkSize needs a single call, not {PlanPrinter.Print(signature.Node)}.",
                nameof(chunkSize));
        }

        return new GroupSignature<IEnumerable<TIn>, TOut>(
            signature.Node.ForEach(new(chunkSize == 1 ? 0 : chunkSize, maxParallelism == int.MaxValue ? 0 : maxParallelism, IsSettled: false)),
            signature);
    }
}
