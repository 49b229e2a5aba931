using TypedTasks.Flows;

namespace TypedTasks;

/// <summary>Composition in words, for those who prefer it to operators, and <c>Each</c>.</summary>
public static class SignatureExtensions
{
    /// <summary>The same as <c>first &gt;&gt; next</c>.</summary>
    public static ISignature<TOut> ThenIgnoringResult<T, TOut>(this ISignature<T> first, ISignature<TOut> next)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(next);
        return new SequenceSignature<TOut>(first, next);
    }

    /// <summary>The same as <c>first &gt;&gt; next</c>.</summary>
    public static ISignature<TIn, TOut> ThenIgnoringResult<TIn, T, TOut>(this ISignature<TIn, T> first, ISignature<TOut> next)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(next);
        return new SequenceSignature<TIn, TOut>(first, next);
    }

    /// <summary>Runs the signature once for each element of a list that is known only at run time.</summary>
    /// <typeparam name="TIn">The type of an element.</typeparam>
    /// <typeparam name="TOut">The type of the result of one element.</typeparam>
    /// <param name="signature">What runs for each element.</param>
    public static IGroup<IEnumerable<TIn>, TOut> Each<TIn, TOut>(this ISignature<TIn, TOut> signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return new GroupSignature<IEnumerable<TIn>, TOut>(new EachNode(signature.Node), signature);
    }
}
