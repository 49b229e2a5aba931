// Made from build/arity/Chain.template by ArityTests; change that.
namespace TypedTasks;

/// <summary>Makes sequences in words: each step takes the result of the one before it.</summary>
public static class Chain
{
    /// <summary>A sequence of 2 steps.</summary>
    public static Signature<TOut> Of<T1, TOut>(
        ISignature<T1> step1,
        ISignature<T1, TOut> step2) =>
        step1 | step2;

    /// <summary>A sequence of 2 steps that still misses its input.</summary>
    public static Signature<TIn, TOut> Of<TIn, T1, TOut>(
        ISignature<TIn, T1> step1,
        ISignature<T1, TOut> step2) =>
        step1 | step2;

    /// <summary>A sequence of 3 steps.</summary>
    public static Signature<TOut> Of<T1, T2, TOut>(
        ISignature<T1> step1,
        ISignature<T1, T2> step2,
        ISignature<T2, TOut> step3) =>
        step1 | step2 | step3;

    /// <summary>A sequence of 3 steps that still misses its input.</summary>
    public static Signature<TIn, TOut> Of<TIn, T1, T2, TOut>(
        ISignature<TIn, T1> step1,
        ISignature<T1, T2> step2,
        ISignature<T2, TOut> step3) =>
        step1 | step2 | step3;

    /// <summary>A sequence of 4 steps.</summary>
    public static Signature<TOut> Of<T1, T2, T3, TOut>(
        ISignature<T1> step1,
        ISignature<T1, T2> step2,
        ISignature<T2, T3> step3,
        ISignature<T3, TOut> step4) =>
        step1 | step2 | step3 | step4;

    /// <summary>A sequence of 4 steps that still misses its input.</summary>
    public static Signature<TIn, TOut> Of<TIn, T1, T2, T3, TOut>(
        ISignature<TIn, T1> step1,
        ISignature<T1, T2> step2,
        ISignature<T2, T3> step3,
        ISignature<T3, TOut> step4) =>
        step1 | step2 | step3 | step4;

    /// <summary>A sequence of 5 steps.</summary>
    public static Signature<TOut> Of<T1, T2, T3, T4, TOut>(
        ISignature<T1> step1,
        ISignature<T1, T2> step2,
        ISignature<T2, T3> step3,
        ISignature<T3, T4> step4,
        ISignature<T4, TOut> step5) =>
        step1 | step2 | step3 | step4 | step5;

    /// <summary>A sequence of 5 steps that still misses its input.</summary>
    public static Signature<TIn, TOut> Of<TIn, T1, T2, T3, T4, TOut>(
        ISignature<TIn, T1> step1,
        ISignature<T1, T2> step2,
        ISignature<T2, T3> step3,
        ISignature<T3, T4> step4,
        ISignature<T4, TOut> step5) =>
        step1 | step2 | step3 | step4 | step5;

    /// <summary>A sequence of 6 steps.</summary>
    public static Signature<TOut> Of<T1, T2, T3, T4, T5, TOut>(
        ISignature<T1> step1,
        ISignature<T1, T2> step2,
        ISignature<T2, T3> step3,
        ISignature<T3, T4> step4,
        ISignature<T4, T5> step5,
        ISignature<T5, TOut> step6) =>
        step1 | step2 | step3 | step4 | step5 | step6;

    /// <summary>A sequence of 6 steps that still misses its input.</summary>
    public static Signature<TIn, TOut> Of<TIn, T1, T2, T3, T4, T5, TOut>(
        ISignature<TIn, T1> step1,
        ISignature<T1, T2> step2,
        ISignature<T2, T3> step3,
        ISignature<T3, T4> step4,
        ISignature<T4, T5> step5,
        ISignature<T5, TOut> step6) =>
        step1 | step2 | step3 | step4 | step5 | step6;

    /// <summary>A sequence of 7 steps.</summary>
    public static Signature<TOut> Of<T1, T2, T3, T4, T5, T6, TOut>(
        ISignature<T1> step1,
        ISignature<T1, T2> step2,
        ISignature<T2, T3> step3,
        ISignature<T3, T4> step4,
        ISignature<T4, T5> step5,
        ISignature<T5, T6> step6,
        ISignature<T6, TOut> step7) =>
        step1 | step2 | step3 | step4 | step5 | step6 | step7;

    /// <summary>A sequence of 7 steps that still misses its input.</summary>
    public static Signature<TIn, TOut> Of<TIn, T1, T2, T3, T4, T5, T6, TOut>(
        ISignature<TIn, T1> step1,
        ISignature<T1, T2> step2,
        ISignature<T2, T3> step3,
        ISignature<T3, T4> step4,
        ISignature<T4, T5> step5,
        ISignature<T5, T6> step6,
        ISignature<T6, TOut> step7) =>
        step1 | step2 | step3 | step4 | step5 | step6 | step7;
}
