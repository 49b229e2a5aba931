using TypedTasks.Serialization;

namespace TypedTasks;

/// <summary>Turns failures into data: what is settled cannot fail.</summary>
public static class SettledExtensions
{
    /// <summary>Yields how the signature ended.</summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">The signature.</param>
    public static Signature<Outcome<TOut>> Settled<TOut>(this ISignature<TOut> signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        OutcomeJson.Register<TOut>();
        return new SettledSignature<TOut>(signature.Node.AsOutcome());
    }

    /// <summary>Yields how the signature ended.</summary>
    /// <typeparam name="TIn">What the signature misses.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">The signature.</param>
    public static Signature<TIn, Outcome<TOut>> Settled<TIn, TOut>(this ISignature<TIn, TOut> signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        OutcomeJson.Register<TOut>();
        return new SettledSignature<TIn, TOut>(signature.Node.AsOutcome());
    }

    /// <summary>Yields how each member ended, in order; the group completes when all have.</summary>
    /// <typeparam name="TOut">The type of a member's result.</typeparam>
    /// <param name="group">The group.</param>
    /// <exception cref="ArgumentException">The group runs in chunks, which have no outcome per element.</exception>
    public static Group<Outcome<TOut>> Settled<TOut>(this IGroup<TOut> group)
    {
        ArgumentNullException.ThrowIfNull(group);
        OutcomeJson.Register<TOut>();
        return new SettledGroup<TOut>(group.Node.Settled());
    }

    /// <summary>Yields how each member ended, in order; the group completes when all have.</summary>
    /// <typeparam name="TIn">What the group misses.</typeparam>
    /// <typeparam name="TOut">The type of a member's result.</typeparam>
    /// <param name="group">The group.</param>
    /// <exception cref="ArgumentException">The group runs in chunks, which have no outcome per element.</exception>
    public static Group<TIn, Outcome<TOut>> Settled<TIn, TOut>(this IGroup<TIn, TOut> group)
    {
        ArgumentNullException.ThrowIfNull(group);
        OutcomeJson.Register<TOut>();
        return new SettledGroup<TIn, TOut>(group.Node.Settled());
    }
}
