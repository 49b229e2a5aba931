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

    /// <summary>Yields how each of the 2 members ended; the tuple completes when all have.</summary>
    public static Joined<Outcome<T1>, Outcome<T2>> Settled<T1, T2>(this Joined<T1, T2> tuple)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        OutcomeJson.Register<T1>();
        OutcomeJson.Register<T2>();
        return new(tuple.Node.Settled());
    }

    /// <summary>Yields how each of the 2 members ended; the tuple completes when all have.</summary>
    public static JoinedFrom<TIn, Outcome<T1>, Outcome<T2>> Settled<TIn, T1, T2>(this JoinedFrom<TIn, T1, T2> tuple)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        OutcomeJson.Register<T1>();
        OutcomeJson.Register<T2>();
        return new(tuple.Node.Settled());
    }

    /// <summary>Yields how each of the 3 members ended; the tuple completes when all have.</summary>
    public static Joined<Outcome<T1>, Outcome<T2>, Outcome<T3>> Settled<T1, T2, T3>(this Joined<T1, T2, T3> tuple)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        OutcomeJson.Register<T1>();
        OutcomeJson.Register<T2>();
        OutcomeJson.Register<T3>();
        return new(tuple.Node.Settled());
    }

    /// <summary>Yields how each of the 3 members ended; the tuple completes when all have.</summary>
    public static JoinedFrom<TIn, Outcome<T1>, Outcome<T2>, Outcome<T3>> Settled<TIn, T1, T2, T3>(this JoinedFrom<TIn, T1, T2, T3> tuple)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        OutcomeJson.Register<T1>();
        OutcomeJson.Register<T2>();
        OutcomeJson.Register<T3>();
        return new(tuple.Node.Settled());
    }

    /// <summary>Yields how each of the 4 members ended; the tuple completes when all have.</summary>
    public static Joined<Outcome<T1>, Outcome<T2>, Outcome<T3>, Outcome<T4>> Settled<T1, T2, T3, T4>(this Joined<T1, T2, T3, T4> tuple)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        OutcomeJson.Register<T1>();
        OutcomeJson.Register<T2>();
        OutcomeJson.Register<T3>();
        OutcomeJson.Register<T4>();
        return new(tuple.Node.Settled());
    }

    /// <summary>Yields how each of the 4 members ended; the tuple completes when all have.</summary>
    public static JoinedFrom<TIn, Outcome<T1>, Outcome<T2>, Outcome<T3>, Outcome<T4>> Settled<TIn, T1, T2, T3, T4>(this JoinedFrom<TIn, T1, T2, T3, T4> tuple)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        OutcomeJson.Register<T1>();
        OutcomeJson.Register<T2>();
        OutcomeJson.Register<T3>();
        OutcomeJson.Register<T4>();
        return new(tuple.Node.Settled());
    }

    /// <summary>Yields how each of the 5 members ended; the tuple completes when all have.</summary>
    public static Joined<Outcome<T1>, Outcome<T2>, Outcome<T3>, Outcome<T4>, Outcome<T5>> Settled<T1, T2, T3, T4, T5>(this Joined<T1, T2, T3, T4, T5> tuple)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        OutcomeJson.Register<T1>();
        OutcomeJson.Register<T2>();
        OutcomeJson.Register<T3>();
        OutcomeJson.Register<T4>();
        OutcomeJson.Register<T5>();
        return new(tuple.Node.Settled());
    }

    /// <summary>Yields how each of the 5 members ended; the tuple completes when all have.</summary>
    public static JoinedFrom<TIn, Outcome<T1>, Outcome<T2>, Outcome<T3>, Outcome<T4>, Outcome<T5>> Settled<TIn, T1, T2, T3, T4, T5>(this JoinedFrom<TIn, T1, T2, T3, T4, T5> tuple)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        OutcomeJson.Register<T1>();
        OutcomeJson.Register<T2>();
        OutcomeJson.Register<T3>();
        OutcomeJson.Register<T4>();
        OutcomeJson.Register<T5>();
        return new(tuple.Node.Settled());
    }

    /// <summary>Yields how each of the 6 members ended; the tuple completes when all have.</summary>
    public static Joined<Outcome<T1>, Outcome<T2>, Outcome<T3>, Outcome<T4>, Outcome<T5>, Outcome<T6>> Settled<T1, T2, T3, T4, T5, T6>(this Joined<T1, T2, T3, T4, T5, T6> tuple)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        OutcomeJson.Register<T1>();
        OutcomeJson.Register<T2>();
        OutcomeJson.Register<T3>();
        OutcomeJson.Register<T4>();
        OutcomeJson.Register<T5>();
        OutcomeJson.Register<T6>();
        return new(tuple.Node.Settled());
    }

    /// <summary>Yields how each of the 6 members ended; the tuple completes when all have.</summary>
    public static JoinedFrom<TIn, Outcome<T1>, Outcome<T2>, Outcome<T3>, Outcome<T4>, Outcome<T5>, Outcome<T6>> Settled<TIn, T1, T2, T3, T4, T5, T6>(this JoinedFrom<TIn, T1, T2, T3, T4, T5, T6> tuple)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        OutcomeJson.Register<T1>();
        OutcomeJson.Register<T2>();
        OutcomeJson.Register<T3>();
        OutcomeJson.Register<T4>();
        OutcomeJson.Register<T5>();
        OutcomeJson.Register<T6>();
        return new(tuple.Node.Settled());
    }

    /// <summary>Yields how each of the 7 members ended; the tuple completes when all have.</summary>
    public static Joined<Outcome<T1>, Outcome<T2>, Outcome<T3>, Outcome<T4>, Outcome<T5>, Outcome<T6>, Outcome<T7>> Settled<T1, T2, T3, T4, T5, T6, T7>(this Joined<T1, T2, T3, T4, T5, T6, T7> tuple)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        OutcomeJson.Register<T1>();
        OutcomeJson.Register<T2>();
        OutcomeJson.Register<T3>();
        OutcomeJson.Register<T4>();
        OutcomeJson.Register<T5>();
        OutcomeJson.Register<T6>();
        OutcomeJson.Register<T7>();
        return new(tuple.Node.Settled());
    }

    /// <summary>Yields how each of the 7 members ended; the tuple completes when all have.</summary>
    public static JoinedFrom<TIn, Outcome<T1>, Outcome<T2>, Outcome<T3>, Outcome<T4>, Outcome<T5>, Outcome<T6>, Outcome<T7>> Settled<TIn, T1, T2, T3, T4, T5, T6, T7>(this JoinedFrom<TIn, T1, T2, T3, T4, T5, T6, T7> tuple)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        OutcomeJson.Register<T1>();
        OutcomeJson.Register<T2>();
        OutcomeJson.Register<T3>();
        OutcomeJson.Register<T4>();
        OutcomeJson.Register<T5>();
        OutcomeJson.Register<T6>();
        OutcomeJson.Register<T7>();
        return new(tuple.Node.Settled());
    }
}
