namespace TypedTasks;

/// <summary>
/// The operators <c>|</c> and <c>&gt;&gt;</c> between single signatures, where none of a class applies: C# allows no type parameters on
/// an operator itself, so these cannot stand in a class.
/// </summary>
public static class SequenceOperators
{
    extension<T, TOut>(ISignature<T>)
    {
        /// <summary>Runs <paramref name="left"/>, then <paramref name="right"/> with its result.</summary>
        public static Signature<TOut> operator |(ISignature<T> left, ISignature<T, TOut> right) =>
            new SequenceSignature<TOut>(left, right);

        /// <summary>Runs <paramref name="left"/>, then <paramref name="right"/>, which ignores its result.</summary>
        public static Signature<TOut> operator >>(ISignature<T> left, ISignature<TOut> right) =>
            new SequenceSignature<TOut>(left, right);

        /// <summary>Runs <paramref name="left"/>, then the group with its result.</summary>
        public static Group<TOut> operator |(ISignature<T> left, IGroup<T, TOut> right) =>
            new GroupSequence<TOut>(left, right);

        /// <summary>Runs <paramref name="left"/>, then the group, which ignores its result.</summary>
        public static Group<TOut> operator >>(ISignature<T> left, IGroup<TOut> right) =>
            new GroupSequence<TOut>(left, right);
    }

    extension<TIn, T, TOut>(ISignature<TIn, T>)
    {
        /// <summary>Runs <paramref name="left"/>, then <paramref name="right"/> with its result.</summary>
        public static Signature<TIn, TOut> operator |(ISignature<TIn, T> left, ISignature<T, TOut> right) =>
            new SequenceSignature<TIn, TOut>(left, right);

        /// <summary>Runs <paramref name="left"/>, then <paramref name="right"/>, which ignores its result.</summary>
        public static Signature<TIn, TOut> operator >>(ISignature<TIn, T> left, ISignature<TOut> right) =>
            new SequenceSignature<TIn, TOut>(left, right);

        /// <summary>Runs <paramref name="left"/>, then the group with its result.</summary>
        public static Group<TIn, TOut> operator |(ISignature<TIn, T> left, IGroup<T, TOut> right) =>
            new GroupSequence<TIn, TOut>(left, right);

        /// <summary>Runs <paramref name="left"/>, then the group, which ignores its result.</summary>
        public static Group<TIn, TOut> operator >>(ISignature<TIn, T> left, IGroup<TOut> right) =>
            new GroupSequence<TIn, TOut>(left, right);
    }
}
