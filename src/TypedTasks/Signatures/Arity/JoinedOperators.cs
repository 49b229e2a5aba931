// Made from build/arity/JoinedOperators.template by ArityTests; change that.
namespace TypedTasks;

/// <summary>
/// The operator <c>|</c> after a joined tuple whose members are of derived types: a value tuple has no variance, so each member is matched
/// on its own. Where the types are equal, the operator of <see cref="Signature{TIn, TOut}"/> is taken.
/// </summary>
public static class JoinedOperators
{
    extension<T1, T2, TBase1, TBase2, TOut>(Joined<T1, T2>)
        where T1 : TBase1
        where T2 : TBase2
    {
        /// <summary>Hands the tuple of the results to <paramref name="right"/>, whose parameters may be of base types.</summary>
        public static Signature<TOut> operator |(Joined<T1, T2> left, ISignature<(TBase1, TBase2), TOut> right) =>
            new SequenceSignature<TOut>(left, right);
    }

    extension<TIn, T1, T2, TBase1, TBase2, TOut>(JoinedFrom<TIn, T1, T2>)
        where T1 : TBase1
        where T2 : TBase2
    {
        /// <summary>Hands the tuple of the results to <paramref name="right"/>, whose parameters may be of base types.</summary>
        public static Signature<TIn, TOut> operator |(JoinedFrom<TIn, T1, T2> left, ISignature<(TBase1, TBase2), TOut> right) =>
            new SequenceSignature<TIn, TOut>(left, right);
    }

    extension<T1, T2, T3, TBase1, TBase2, TBase3, TOut>(Joined<T1, T2, T3>)
        where T1 : TBase1
        where T2 : TBase2
        where T3 : TBase3
    {
        /// <summary>Hands the tuple of the results to <paramref name="right"/>, whose parameters may be of base types.</summary>
        public static Signature<TOut> operator |(Joined<T1, T2, T3> left, ISignature<(TBase1, TBase2, TBase3), TOut> right) =>
            new SequenceSignature<TOut>(left, right);
    }

    extension<TIn, T1, T2, T3, TBase1, TBase2, TBase3, TOut>(JoinedFrom<TIn, T1, T2, T3>)
        where T1 : TBase1
        where T2 : TBase2
        where T3 : TBase3
    {
        /// <summary>Hands the tuple of the results to <paramref name="right"/>, whose parameters may be of base types.</summary>
        public static Signature<TIn, TOut> operator |(JoinedFrom<TIn, T1, T2, T3> left, ISignature<(TBase1, TBase2, TBase3), TOut> right) =>
            new SequenceSignature<TIn, TOut>(left, right);
    }

    extension<T1, T2, T3, T4, TBase1, TBase2, TBase3, TBase4, TOut>(Joined<T1, T2, T3, T4>)
        where T1 : TBase1
        where T2 : TBase2
        where T3 : TBase3
        where T4 : TBase4
    {
        /// <summary>Hands the tuple of the results to <paramref name="right"/>, whose parameters may be of base types.</summary>
        public static Signature<TOut> operator |(Joined<T1, T2, T3, T4> left, ISignature<(TBase1, TBase2, TBase3, TBase4), TOut> right) =>
            new SequenceSignature<TOut>(left, right);
    }

    extension<TIn, T1, T2, T3, T4, TBase1, TBase2, TBase3, TBase4, TOut>(JoinedFrom<TIn, T1, T2, T3, T4>)
        where T1 : TBase1
        where T2 : TBase2
        where T3 : TBase3
        where T4 : TBase4
    {
        /// <summary>Hands the tuple of the results to <paramref name="right"/>, whose parameters may be of base types.</summary>
        public static Signature<TIn, TOut> operator |(JoinedFrom<TIn, T1, T2, T3, T4> left, ISignature<(TBase1, TBase2, TBase3, TBase4), TOut> right) =>
            new SequenceSignature<TIn, TOut>(left, right);
    }

    extension<T1, T2, T3, T4, T5, TBase1, TBase2, TBase3, TBase4, TBase5, TOut>(Joined<T1, T2, T3, T4, T5>)
        where T1 : TBase1
        where T2 : TBase2
        where T3 : TBase3
        where T4 : TBase4
        where T5 : TBase5
    {
        /// <summary>Hands the tuple of the results to <paramref name="right"/>, whose parameters may be of base types.</summary>
        public static Signature<TOut> operator |(Joined<T1, T2, T3, T4, T5> left, ISignature<(TBase1, TBase2, TBase3, TBase4, TBase5), TOut> right) =>
            new SequenceSignature<TOut>(left, right);
    }

    extension<TIn, T1, T2, T3, T4, T5, TBase1, TBase2, TBase3, TBase4, TBase5, TOut>(JoinedFrom<TIn, T1, T2, T3, T4, T5>)
        where T1 : TBase1
        where T2 : TBase2
        where T3 : TBase3
        where T4 : TBase4
        where T5 : TBase5
    {
        /// <summary>Hands the tuple of the results to <paramref name="right"/>, whose parameters may be of base types.</summary>
        public static Signature<TIn, TOut> operator |(JoinedFrom<TIn, T1, T2, T3, T4, T5> left, ISignature<(TBase1, TBase2, TBase3, TBase4, TBase5), TOut> right) =>
            new SequenceSignature<TIn, TOut>(left, right);
    }

    extension<T1, T2, T3, T4, T5, T6, TBase1, TBase2, TBase3, TBase4, TBase5, TBase6, TOut>(Joined<T1, T2, T3, T4, T5, T6>)
        where T1 : TBase1
        where T2 : TBase2
        where T3 : TBase3
        where T4 : TBase4
        where T5 : TBase5
        where T6 : TBase6
    {
        /// <summary>Hands the tuple of the results to <paramref name="right"/>, whose parameters may be of base types.</summary>
        public static Signature<TOut> operator |(Joined<T1, T2, T3, T4, T5, T6> left, ISignature<(TBase1, TBase2, TBase3, TBase4, TBase5, TBase6), TOut> right) =>
            new SequenceSignature<TOut>(left, right);
    }

    extension<TIn, T1, T2, T3, T4, T5, T6, TBase1, TBase2, TBase3, TBase4, TBase5, TBase6, TOut>(JoinedFrom<TIn, T1, T2, T3, T4, T5, T6>)
        where T1 : TBase1
        where T2 : TBase2
        where T3 : TBase3
        where T4 : TBase4
        where T5 : TBase5
        where T6 : TBase6
    {
        /// <summary>Hands the tuple of the results to <paramref name="right"/>, whose parameters may be of base types.</summary>
        public static Signature<TIn, TOut> operator |(JoinedFrom<TIn, T1, T2, T3, T4, T5, T6> left, ISignature<(TBase1, TBase2, TBase3, TBase4, TBase5, TBase6), TOut> right) =>
            new SequenceSignature<TIn, TOut>(left, right);
    }

    extension<T1, T2, T3, T4, T5, T6, T7, TBase1, TBase2, TBase3, TBase4, TBase5, TBase6, TBase7, TOut>(Joined<T1, T2, T3, T4, T5, T6, T7>)
        where T1 : TBase1
        where T2 : TBase2
        where T3 : TBase3
        where T4 : TBase4
        where T5 : TBase5
        where T6 : TBase6
        where T7 : TBase7
    {
        /// <summary>Hands the tuple of the results to <paramref name="right"/>, whose parameters may be of base types.</summary>
        public static Signature<TOut> operator |(Joined<T1, T2, T3, T4, T5, T6, T7> left, ISignature<(TBase1, TBase2, TBase3, TBase4, TBase5, TBase6, TBase7), TOut> right) =>
            new SequenceSignature<TOut>(left, right);
    }

    extension<TIn, T1, T2, T3, T4, T5, T6, T7, TBase1, TBase2, TBase3, TBase4, TBase5, TBase6, TBase7, TOut>(JoinedFrom<TIn, T1, T2, T3, T4, T5, T6, T7>)
        where T1 : TBase1
        where T2 : TBase2
        where T3 : TBase3
        where T4 : TBase4
        where T5 : TBase5
        where T6 : TBase6
        where T7 : TBase7
    {
        /// <summary>Hands the tuple of the results to <paramref name="right"/>, whose parameters may be of base types.</summary>
        public static Signature<TIn, TOut> operator |(JoinedFrom<TIn, T1, T2, T3, T4, T5, T6, T7> left, ISignature<(TBase1, TBase2, TBase3, TBase4, TBase5, TBase6, TBase7), TOut> right) =>
            new SequenceSignature<TIn, TOut>(left, right);
    }
}
