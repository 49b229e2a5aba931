// Made from build/arity/SettledTupleExtensions.template by ArityTests; change that.
using TypedTasks.Serialization;

namespace TypedTasks;

/// <summary>Turns failures of the members of a tuple into data.</summary>
public static class SettledTupleExtensions
{
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
