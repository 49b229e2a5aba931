// Made from build/arity/TupleExtensions.template by ArityTests; change that.
namespace TypedTasks;

/// <summary>Names a tuple of signatures, to nest it or to give it options.</summary>
public static class TupleExtensions
{
    /// <summary>Makes one signature of a tuple of 2.</summary>
    public static Joined<T1, T2> Join<T1, T2>(this (ISignature<T1>, ISignature<T2>) members) =>
        new(null, Signature.NodeOf(members.Item1), Signature.NodeOf(members.Item2));

    /// <summary>Makes one partial signature of a tuple of 2 that take the same input.</summary>
    public static JoinedFrom<TIn, T1, T2> Join<TIn, T1, T2>(this (ISignature<TIn, T1>, ISignature<TIn, T2>) members) =>
        new(null, Signature.NodeOf(members.Item1), Signature.NodeOf(members.Item2));

    /// <summary>Makes one signature of a tuple of 3.</summary>
    public static Joined<T1, T2, T3> Join<T1, T2, T3>(this (ISignature<T1>, ISignature<T2>, ISignature<T3>) members) =>
        new(null, Signature.NodeOf(members.Item1), Signature.NodeOf(members.Item2), Signature.NodeOf(members.Item3));

    /// <summary>Makes one partial signature of a tuple of 3 that take the same input.</summary>
    public static JoinedFrom<TIn, T1, T2, T3> Join<TIn, T1, T2, T3>(this (ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>) members) =>
        new(null, Signature.NodeOf(members.Item1), Signature.NodeOf(members.Item2), Signature.NodeOf(members.Item3));

    /// <summary>Makes one signature of a tuple of 4.</summary>
    public static Joined<T1, T2, T3, T4> Join<T1, T2, T3, T4>(this (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>) members) =>
        new(null, Signature.NodeOf(members.Item1), Signature.NodeOf(members.Item2), Signature.NodeOf(members.Item3), Signature.NodeOf(members.Item4));

    /// <summary>Makes one partial signature of a tuple of 4 that take the same input.</summary>
    public static JoinedFrom<TIn, T1, T2, T3, T4> Join<TIn, T1, T2, T3, T4>(this (ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>, ISignature<TIn, T4>) members) =>
        new(null, Signature.NodeOf(members.Item1), Signature.NodeOf(members.Item2), Signature.NodeOf(members.Item3), Signature.NodeOf(members.Item4));

    /// <summary>Makes one signature of a tuple of 5.</summary>
    public static Joined<T1, T2, T3, T4, T5> Join<T1, T2, T3, T4, T5>(this (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>) members) =>
        new(null, Signature.NodeOf(members.Item1), Signature.NodeOf(members.Item2), Signature.NodeOf(members.Item3), Signature.NodeOf(members.Item4), Signature.NodeOf(members.Item5));

    /// <summary>Makes one partial signature of a tuple of 5 that take the same input.</summary>
    public static JoinedFrom<TIn, T1, T2, T3, T4, T5> Join<TIn, T1, T2, T3, T4, T5>(this (ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>, ISignature<TIn, T4>, ISignature<TIn, T5>) members) =>
        new(null, Signature.NodeOf(members.Item1), Signature.NodeOf(members.Item2), Signature.NodeOf(members.Item3), Signature.NodeOf(members.Item4), Signature.NodeOf(members.Item5));

    /// <summary>Makes one signature of a tuple of 6.</summary>
    public static Joined<T1, T2, T3, T4, T5, T6> Join<T1, T2, T3, T4, T5, T6>(this (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>, ISignature<T6>) members) =>
        new(null, Signature.NodeOf(members.Item1), Signature.NodeOf(members.Item2), Signature.NodeOf(members.Item3), Signature.NodeOf(members.Item4), Signature.NodeOf(members.Item5), Signature.NodeOf(members.Item6));

    /// <summary>Makes one partial signature of a tuple of 6 that take the same input.</summary>
    public static JoinedFrom<TIn, T1, T2, T3, T4, T5, T6> Join<TIn, T1, T2, T3, T4, T5, T6>(this (ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>, ISignature<TIn, T4>, ISignature<TIn, T5>, ISignature<TIn, T6>) members) =>
        new(null, Signature.NodeOf(members.Item1), Signature.NodeOf(members.Item2), Signature.NodeOf(members.Item3), Signature.NodeOf(members.Item4), Signature.NodeOf(members.Item5), Signature.NodeOf(members.Item6));

    /// <summary>Makes one signature of a tuple of 7.</summary>
    public static Joined<T1, T2, T3, T4, T5, T6, T7> Join<T1, T2, T3, T4, T5, T6, T7>(this (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>, ISignature<T6>, ISignature<T7>) members) =>
        new(null, Signature.NodeOf(members.Item1), Signature.NodeOf(members.Item2), Signature.NodeOf(members.Item3), Signature.NodeOf(members.Item4), Signature.NodeOf(members.Item5), Signature.NodeOf(members.Item6), Signature.NodeOf(members.Item7));

    /// <summary>Makes one partial signature of a tuple of 7 that take the same input.</summary>
    public static JoinedFrom<TIn, T1, T2, T3, T4, T5, T6, T7> Join<TIn, T1, T2, T3, T4, T5, T6, T7>(this (ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>, ISignature<TIn, T4>, ISignature<TIn, T5>, ISignature<TIn, T6>, ISignature<TIn, T7>) members) =>
        new(null, Signature.NodeOf(members.Item1), Signature.NodeOf(members.Item2), Signature.NodeOf(members.Item3), Signature.NodeOf(members.Item4), Signature.NodeOf(members.Item5), Signature.NodeOf(members.Item6), Signature.NodeOf(members.Item7));
}
