namespace TypedTasks;

/// <summary>The operators <c>|</c> and <c>&gt;&gt;</c> with a tuple on the right.</summary>
public static class FanOutOperators
{
    extension<T, T1, T2>(ISignature<T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static Joined<T1, T2> operator |(ISignature<T> left, (ISignature<T, T1>, ISignature<T, T2>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node);

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static Joined<T1, T2> operator >>(ISignature<T> left, (ISignature<T1>, ISignature<T2>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node);
    }

    extension<TIn, T, T1, T2>(ISignature<TIn, T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static JoinedFrom<TIn, T1, T2> operator |(ISignature<TIn, T> left, (ISignature<T, T1>, ISignature<T, T2>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node);

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static JoinedFrom<TIn, T1, T2> operator >>(ISignature<TIn, T> left, (ISignature<T1>, ISignature<T2>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node);
    }

    extension<T, T1, T2, T3>(ISignature<T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static Joined<T1, T2, T3> operator |(ISignature<T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node);

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static Joined<T1, T2, T3> operator >>(ISignature<T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node);
    }

    extension<TIn, T, T1, T2, T3>(ISignature<TIn, T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static JoinedFrom<TIn, T1, T2, T3> operator |(ISignature<TIn, T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node);

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static JoinedFrom<TIn, T1, T2, T3> operator >>(ISignature<TIn, T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node);
    }

    extension<T, T1, T2, T3, T4>(ISignature<T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static Joined<T1, T2, T3, T4> operator |(ISignature<T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>, ISignature<T, T4>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node, right.Item4.Node);

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static Joined<T1, T2, T3, T4> operator >>(ISignature<T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node, right.Item4.Node);
    }

    extension<TIn, T, T1, T2, T3, T4>(ISignature<TIn, T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static JoinedFrom<TIn, T1, T2, T3, T4> operator |(ISignature<TIn, T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>, ISignature<T, T4>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node, right.Item4.Node);

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static JoinedFrom<TIn, T1, T2, T3, T4> operator >>(ISignature<TIn, T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node, right.Item4.Node);
    }

    extension<T, T1, T2, T3, T4, T5>(ISignature<T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static Joined<T1, T2, T3, T4, T5> operator |(ISignature<T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>, ISignature<T, T4>, ISignature<T, T5>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node, right.Item4.Node, right.Item5.Node);

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static Joined<T1, T2, T3, T4, T5> operator >>(ISignature<T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node, right.Item4.Node, right.Item5.Node);
    }

    extension<TIn, T, T1, T2, T3, T4, T5>(ISignature<TIn, T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static JoinedFrom<TIn, T1, T2, T3, T4, T5> operator |(ISignature<TIn, T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>, ISignature<T, T4>, ISignature<T, T5>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node, right.Item4.Node, right.Item5.Node);

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static JoinedFrom<TIn, T1, T2, T3, T4, T5> operator >>(ISignature<TIn, T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node, right.Item4.Node, right.Item5.Node);
    }

    extension<T, T1, T2, T3, T4, T5, T6>(ISignature<T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static Joined<T1, T2, T3, T4, T5, T6> operator |(ISignature<T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>, ISignature<T, T4>, ISignature<T, T5>, ISignature<T, T6>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node, right.Item4.Node, right.Item5.Node, right.Item6.Node);

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static Joined<T1, T2, T3, T4, T5, T6> operator >>(ISignature<T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>, ISignature<T6>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node, right.Item4.Node, right.Item5.Node, right.Item6.Node);
    }

    extension<TIn, T, T1, T2, T3, T4, T5, T6>(ISignature<TIn, T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static JoinedFrom<TIn, T1, T2, T3, T4, T5, T6> operator |(ISignature<TIn, T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>, ISignature<T, T4>, ISignature<T, T5>, ISignature<T, T6>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node, right.Item4.Node, right.Item5.Node, right.Item6.Node);

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static JoinedFrom<TIn, T1, T2, T3, T4, T5, T6> operator >>(ISignature<TIn, T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>, ISignature<T6>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node, right.Item4.Node, right.Item5.Node, right.Item6.Node);
    }

    extension<T, T1, T2, T3, T4, T5, T6, T7>(ISignature<T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static Joined<T1, T2, T3, T4, T5, T6, T7> operator |(ISignature<T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>, ISignature<T, T4>, ISignature<T, T5>, ISignature<T, T6>, ISignature<T, T7>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node, right.Item4.Node, right.Item5.Node, right.Item6.Node, right.Item7.Node);

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static Joined<T1, T2, T3, T4, T5, T6, T7> operator >>(ISignature<T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>, ISignature<T6>, ISignature<T7>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node, right.Item4.Node, right.Item5.Node, right.Item6.Node, right.Item7.Node);
    }

    extension<TIn, T, T1, T2, T3, T4, T5, T6, T7>(ISignature<TIn, T>)
    {
        /// <summary>Hands the result of <paramref name="left"/> to every member of <paramref name="right"/>.</summary>
        public static JoinedFrom<TIn, T1, T2, T3, T4, T5, T6, T7> operator |(ISignature<TIn, T> left, (ISignature<T, T1>, ISignature<T, T2>, ISignature<T, T3>, ISignature<T, T4>, ISignature<T, T5>, ISignature<T, T6>, ISignature<T, T7>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node, right.Item4.Node, right.Item5.Node, right.Item6.Node, right.Item7.Node);

        /// <summary>Runs <paramref name="left"/>, then the members of <paramref name="right"/>, which ignore its result.</summary>
        public static JoinedFrom<TIn, T1, T2, T3, T4, T5, T6, T7> operator >>(ISignature<TIn, T> left, (ISignature<T1>, ISignature<T2>, ISignature<T3>, ISignature<T4>, ISignature<T5>, ISignature<T6>, ISignature<T7>) right) =>
            new(left.Node, right.Item1.Node, right.Item2.Node, right.Item3.Node, right.Item4.Node, right.Item5.Node, right.Item6.Node, right.Item7.Node);
    }
}
