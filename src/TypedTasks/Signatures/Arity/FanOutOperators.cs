// Made from build/arity/FanOutOperators.template by ArityTests; change that.
namespace TypedTasks;

/// <summary>The operators <c>|</c> and <c>&gt;&gt;</c> with a tuple on the right.</summary>
public static class FanOutOperators
{
    extension<T, T1, T2>(ISignature<T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static Joined<T1, T2> operator |(ISignature<T> left, (ISignature<T, T1>, ISignature<T, T2>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2));

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static Joined<T1, T2> operator >>(ISignature<T> left, (ISignature<T1>, ISignature<T2>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2));
    }

    extension<TIn, T, T1, T2>(ISignature<TIn, T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static JoinedFrom<TIn, T1, T2> operator |(ISignature<TIn, T> left, (ISignature<T, T1>, ISignature<T, T2>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2));

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static JoinedFrom<TIn, T1, T2> operator >>(ISignature<TIn, T> left, (ISignature<T1>, ISignature<T2>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2));
    }

    extension<T, T1, T2, T3>(ISignature<T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static Joined<T1, T2, T3> operator |(ISignature<T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3));

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static Joined<T1, T2, T3> operator >>(ISignature<T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3));
    }

    extension<TIn, T, T1, T2, T3>(ISignature<TIn, T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static JoinedFrom<TIn, T1, T2, T3> operator |(ISignature<TIn, T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3));

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static JoinedFrom<TIn, T1, T2, T3> operator >>(ISignature<TIn, T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3));
    }

    extension<T, T1, T2, T3, T4>(ISignature<T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static Joined<T1, T2, T3, T4> operator |(ISignature<T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>, ISignature<T, T4>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3), Signature.NodeOf(right.Item4));

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static Joined<T1, T2, T3, T4> operator >>(ISignature<T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3), Signature.NodeOf(right.Item4));
    }

    extension<TIn, T, T1, T2, T3, T4>(ISignature<TIn, T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static JoinedFrom<TIn, T1, T2, T3, T4> operator |(ISignature<TIn, T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>, ISignature<T, T4>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3), Signature.NodeOf(right.Item4));

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static JoinedFrom<TIn, T1, T2, T3, T4> operator >>(ISignature<TIn, T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3), Signature.NodeOf(right.Item4));
    }

    extension<T, T1, T2, T3, T4, T5>(ISignature<T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static Joined<T1, T2, T3, T4, T5> operator |(ISignature<T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>, ISignature<T, T4>, ISignature<T, T5>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3), Signature.NodeOf(right.Item4), Signature.NodeOf(right.Item5));

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static Joined<T1, T2, T3, T4, T5> operator >>(ISignature<T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3), Signature.NodeOf(right.Item4), Signature.NodeOf(right.Item5));
    }

    extension<TIn, T, T1, T2, T3, T4, T5>(ISignature<TIn, T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static JoinedFrom<TIn, T1, T2, T3, T4, T5> operator |(ISignature<TIn, T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>, ISignature<T, T4>, ISignature<T, T5>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3), Signature.NodeOf(right.Item4), Signature.NodeOf(right.Item5));

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static JoinedFrom<TIn, T1, T2, T3, T4, T5> operator >>(ISignature<TIn, T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3), Signature.NodeOf(right.Item4), Signature.NodeOf(right.Item5));
    }

    extension<T, T1, T2, T3, T4, T5, T6>(ISignature<T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static Joined<T1, T2, T3, T4, T5, T6> operator |(ISignature<T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>, ISignature<T, T4>, ISignature<T, T5>, ISignature<T, T6>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3), Signature.NodeOf(right.Item4), Signature.NodeOf(right.Item5), Signature.NodeOf(right.Item6));

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static Joined<T1, T2, T3, T4, T5, T6> operator >>(ISignature<T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>, ISignature<T6>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3), Signature.NodeOf(right.Item4), Signature.NodeOf(right.Item5), Signature.NodeOf(right.Item6));
    }

    extension<TIn, T, T1, T2, T3, T4, T5, T6>(ISignature<TIn, T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static JoinedFrom<TIn, T1, T2, T3, T4, T5, T6> operator |(ISignature<TIn, T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>, ISignature<T, T4>, ISignature<T, T5>, ISignature<T, T6>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3), Signature.NodeOf(right.Item4), Signature.NodeOf(right.Item5), Signature.NodeOf(right.Item6));

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static JoinedFrom<TIn, T1, T2, T3, T4, T5, T6> operator >>(ISignature<TIn, T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>, ISignature<T6>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3), Signature.NodeOf(right.Item4), Signature.NodeOf(right.Item5), Signature.NodeOf(right.Item6));
    }

    extension<T, T1, T2, T3, T4, T5, T6, T7>(ISignature<T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static Joined<T1, T2, T3, T4, T5, T6, T7> operator |(ISignature<T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>, ISignature<T, T4>, ISignature<T, T5>, ISignature<T, T6>, ISignature<T, T7>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3), Signature.NodeOf(right.Item4), Signature.NodeOf(right.Item5), Signature.NodeOf(right.Item6), Signature.NodeOf(right.Item7));

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static Joined<T1, T2, T3, T4, T5, T6, T7> operator >>(ISignature<T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>, ISignature<T6>, ISignature<T7>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3), Signature.NodeOf(right.Item4), Signature.NodeOf(right.Item5), Signature.NodeOf(right.Item6), Signature.NodeOf(right.Item7));
    }

    extension<TIn, T, T1, T2, T3, T4, T5, T6, T7>(ISignature<TIn, T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static JoinedFrom<TIn, T1, T2, T3, T4, T5, T6, T7> operator |(ISignature<TIn, T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>, ISignature<T, T4>, ISignature<T, T5>, ISignature<T, T6>, ISignature<T, T7>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3), Signature.NodeOf(right.Item4), Signature.NodeOf(right.Item5), Signature.NodeOf(right.Item6), Signature.NodeOf(right.Item7));

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static JoinedFrom<TIn, T1, T2, T3, T4, T5, T6, T7> operator >>(ISignature<TIn, T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>, ISignature<T6>, ISignature<T7>) right) =>
            new(Signature.NodeOf(left), Signature.NodeOf(right.Item1), Signature.NodeOf(right.Item2), Signature.NodeOf(right.Item3), Signature.NodeOf(right.Item4), Signature.NodeOf(right.Item5), Signature.NodeOf(right.Item6), Signature.NodeOf(right.Item7));
    }
}
