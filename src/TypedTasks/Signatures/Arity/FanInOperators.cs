// Made from build/arity/FanInOperators.template by ArityTests; change that.
namespace TypedTasks;

/// <summary>The operators <c>|</c> and <c>&gt;&gt;</c> with a tuple on the left.</summary>
public static class FanInOperators
{
    extension<T1, T2, TOut>((ISignature<T1>, ISignature<T2>))
    {
        /// <summary>Runs the members of <paramref name="left"/> in parallel, then <paramref name="right"/> with the tuple of their results.</summary>
        public static Signature<TOut> operator |((ISignature<T1>, ISignature<T2>) left, ISignature<(T1, T2), TOut> right) =>
            new SequenceSignature<TOut>(left.Join(), right);

        /// <summary>Runs the members of <paramref name="left"/> in parallel, then <paramref name="right"/>, which ignores their results.</summary>
        public static Signature<TOut> operator >>((ISignature<T1>, ISignature<T2>) left, ISignature<TOut> right) =>
            new SequenceSignature<TOut>(left.Join(), right);
    }

    extension<TIn, T1, T2, TOut>((ISignature<TIn, T1>, ISignature<TIn, T2>))
    {
        /// <summary>Hands one input to the members of <paramref name="left"/>, then the tuple of their results to <paramref name="right"/>.</summary>
        public static Signature<TIn, TOut> operator |((ISignature<TIn, T1>, ISignature<TIn, T2>) left, ISignature<(T1, T2), TOut> right) =>
            new SequenceSignature<TIn, TOut>(left.Join(), right);

        /// <summary>Hands one input to the members of <paramref name="left"/>, then runs <paramref name="right"/>, which ignores their results.</summary>
        public static Signature<TIn, TOut> operator >>((ISignature<TIn, T1>, ISignature<TIn, T2>) left, ISignature<TOut> right) =>
            new SequenceSignature<TIn, TOut>(left.Join(), right);
    }

    extension<T1, T2, T3, TOut>((ISignature<T1>, ISignature<T2>, ISignature<T3>))
    {
        /// <summary>Runs the members of <paramref name="left"/> in parallel, then <paramref name="right"/> with the tuple of their results.</summary>
        public static Signature<TOut> operator |((ISignature<T1>, ISignature<T2>, ISignature<T3>) left, ISignature<(T1, T2, T3), TOut> right) =>
            new SequenceSignature<TOut>(left.Join(), right);

        /// <summary>Runs the members of <paramref name="left"/> in parallel, then <paramref name="right"/>, which ignores their results.</summary>
        public static Signature<TOut> operator >>((ISignature<T1>, ISignature<T2>, ISignature<T3>) left, ISignature<TOut> right) =>
            new SequenceSignature<TOut>(left.Join(), right);
    }

    extension<TIn, T1, T2, T3, TOut>((ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>))
    {
        /// <summary>Hands one input to the members of <paramref name="left"/>, then the tuple of their results to <paramref name="right"/>.</summary>
        public static Signature<TIn, TOut> operator |((ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>) left, ISignature<(T1, T2, T3), TOut> right) =>
            new SequenceSignature<TIn, TOut>(left.Join(), right);

        /// <summary>Hands one input to the members of <paramref name="left"/>, then runs <paramref name="right"/>, which ignores their results.</summary>
        public static Signature<TIn, TOut> operator >>((ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>) left, ISignature<TOut> right) =>
            new SequenceSignature<TIn, TOut>(left.Join(), right);
    }

    extension<T1, T2, T3, T4, TOut>((ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>))
    {
        /// <summary>Runs the members of <paramref name="left"/> in parallel, then <paramref name="right"/> with the tuple of their results.</summary>
        public static Signature<TOut> operator |((ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>) left, ISignature<(T1, T2, T3, T4), TOut> right) =>
            new SequenceSignature<TOut>(left.Join(), right);

        /// <summary>Runs the members of <paramref name="left"/> in parallel, then <paramref name="right"/>, which ignores their results.</summary>
        public static Signature<TOut> operator >>((ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>) left, ISignature<TOut> right) =>
            new SequenceSignature<TOut>(left.Join(), right);
    }

    extension<TIn, T1, T2, T3, T4, TOut>((ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>, ISignature<TIn, T4>))
    {
        /// <summary>Hands one input to the members of <paramref name="left"/>, then the tuple of their results to <paramref name="right"/>.</summary>
        public static Signature<TIn, TOut> operator |((ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>, ISignature<TIn, T4>) left, ISignature<(T1, T2, T3, T4), TOut> right) =>
            new SequenceSignature<TIn, TOut>(left.Join(), right);

        /// <summary>Hands one input to the members of <paramref name="left"/>, then runs <paramref name="right"/>, which ignores their results.</summary>
        public static Signature<TIn, TOut> operator >>((ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>, ISignature<TIn, T4>) left, ISignature<TOut> right) =>
            new SequenceSignature<TIn, TOut>(left.Join(), right);
    }

    extension<T1, T2, T3, T4, T5, TOut>((ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>))
    {
        /// <summary>Runs the members of <paramref name="left"/> in parallel, then <paramref name="right"/> with the tuple of their results.</summary>
        public static Signature<TOut> operator |((ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>) left, ISignature<(T1, T2, T3, T4, T5), TOut> right) =>
            new SequenceSignature<TOut>(left.Join(), right);

        /// <summary>Runs the members of <paramref name="left"/> in parallel, then <paramref name="right"/>, which ignores their results.</summary>
        public static Signature<TOut> operator >>((ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>) left, ISignature<TOut> right) =>
            new SequenceSignature<TOut>(left.Join(), right);
    }

    extension<TIn, T1, T2, T3, T4, T5, TOut>((ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>, ISignature<TIn, T4>, ISignature<TIn, T5>))
    {
        /// <summary>Hands one input to the members of <paramref name="left"/>, then the tuple of their results to <paramref name="right"/>.</summary>
        public static Signature<TIn, TOut> operator |((ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>, ISignature<TIn, T4>, ISignature<TIn, T5>) left, ISignature<(T1, T2, T3, T4, T5), TOut> right) =>
            new SequenceSignature<TIn, TOut>(left.Join(), right);

        /// <summary>Hands one input to the members of <paramref name="left"/>, then runs <paramref name="right"/>, which ignores their results.</summary>
        public static Signature<TIn, TOut> operator >>((ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>, ISignature<TIn, T4>, ISignature<TIn, T5>) left, ISignature<TOut> right) =>
            new SequenceSignature<TIn, TOut>(left.Join(), right);
    }

    extension<T1, T2, T3, T4, T5, T6, TOut>((ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>, ISignature<T6>))
    {
        /// <summary>Runs the members of <paramref name="left"/> in parallel, then <paramref name="right"/> with the tuple of their results.</summary>
        public static Signature<TOut> operator |((ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>, ISignature<T6>) left, ISignature<(T1, T2, T3, T4, T5, T6), TOut> right) =>
            new SequenceSignature<TOut>(left.Join(), right);

        /// <summary>Runs the members of <paramref name="left"/> in parallel, then <paramref name="right"/>, which ignores their results.</summary>
        public static Signature<TOut> operator >>((ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>, ISignature<T6>) left, ISignature<TOut> right) =>
            new SequenceSignature<TOut>(left.Join(), right);
    }

    extension<TIn, T1, T2, T3, T4, T5, T6, TOut>((ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>, ISignature<TIn, T4>, ISignature<TIn, T5>, ISignature<TIn, T6>))
    {
        /// <summary>Hands one input to the members of <paramref name="left"/>, then the tuple of their results to <paramref name="right"/>.</summary>
        public static Signature<TIn, TOut> operator |((ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>, ISignature<TIn, T4>, ISignature<TIn, T5>, ISignature<TIn, T6>) left, ISignature<(T1, T2, T3, T4, T5, T6), TOut> right) =>
            new SequenceSignature<TIn, TOut>(left.Join(), right);

        /// <summary>Hands one input to the members of <paramref name="left"/>, then runs <paramref name="right"/>, which ignores their results.</summary>
        public static Signature<TIn, TOut> operator >>((ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>, ISignature<TIn, T4>, ISignature<TIn, T5>, ISignature<TIn, T6>) left, ISignature<TOut> right) =>
            new SequenceSignature<TIn, TOut>(left.Join(), right);
    }

    extension<T1, T2, T3, T4, T5, T6, T7, TOut>((ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>, ISignature<T6>, ISignature<T7>))
    {
        /// <summary>Runs the members of <paramref name="left"/> in parallel, then <paramref name="right"/> with the tuple of their results.</summary>
        public static Signature<TOut> operator |((ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>, ISignature<T6>, ISignature<T7>) left, ISignature<(T1, T2, T3, T4, T5, T6, T7), TOut> right) =>
            new SequenceSignature<TOut>(left.Join(), right);

        /// <summary>Runs the members of <paramref name="left"/> in parallel, then <paramref name="right"/>, which ignores their results.</summary>
        public static Signature<TOut> operator >>((ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>, ISignature<T6>, ISignature<T7>) left, ISignature<TOut> right) =>
            new SequenceSignature<TOut>(left.Join(), right);
    }

    extension<TIn, T1, T2, T3, T4, T5, T6, T7, TOut>((ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>, ISignature<TIn, T4>, ISignature<TIn, T5>, ISignature<TIn, T6>, ISignature<TIn, T7>))
    {
        /// <summary>Hands one input to the members of <paramref name="left"/>, then the tuple of their results to <paramref name="right"/>.</summary>
        public static Signature<TIn, TOut> operator |((ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>, ISignature<TIn, T4>, ISignature<TIn, T5>, ISignature<TIn, T6>, ISignature<TIn, T7>) left, ISignature<(T1, T2, T3, T4, T5, T6, T7), TOut> right) =>
            new SequenceSignature<TIn, TOut>(left.Join(), right);

        /// <summary>Hands one input to the members of <paramref name="left"/>, then runs <paramref name="right"/>, which ignores their results.</summary>
        public static Signature<TIn, TOut> operator >>((ISignature<TIn, T1>, ISignature<TIn, T2>, ISignature<TIn, T3>, ISignature<TIn, T4>, ISignature<TIn, T5>, ISignature<TIn, T6>, ISignature<TIn, T7>) left, ISignature<TOut> right) =>
            new SequenceSignature<TIn, TOut>(left.Join(), right);
    }
}
