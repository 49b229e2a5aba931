// Made from build/arity/Chain.template by ArityTests; change that.
using TypedTasks.Plans;

namespace TypedTasks;

/// <summary>
/// Makes sequences in words: each step takes the result of the one before it. Steps of different types are at most seven, because C# has no
/// overload for every length; <c>|</c> and <c>Then</c> know no end, and neither do steps that take what they yield.
/// </summary>
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

    /// <summary>A sequence of as many steps as there are, each of which takes what it yields: a fold.</summary>
    /// <typeparam name="T">What every step takes and yields.</typeparam>
    /// <param name="steps">The steps in order, one or more.</param>
    /// <exception cref="ArgumentException">There is no step, or one is null.</exception>
    public static Signature<T, T> Of<T>(IEnumerable<ISignature<T, T>> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return Fold<T>([.. steps]);
    }

    /// <summary>A sequence of any number of steps, each of which takes what it yields.</summary>
    /// <typeparam name="T">What every step takes and yields.</typeparam>
    /// <param name="step1">The first step.</param>
    /// <param name="step2">The second step.</param>
    /// <param name="steps">The others in order.</param>
    /// <exception cref="ArgumentException">A step is null.</exception>
    public static Signature<T, T> Of<T>(ISignature<T, T> step1, ISignature<T, T> step2, params ReadOnlySpan<ISignature<T, T>> steps) =>
        Fold<T>([step1, step2, .. steps]);

    /// <summary>A sequence of any number of steps, each of which takes what it yields, from a first one that yields it.</summary>
    /// <typeparam name="T">What every step yields.</typeparam>
    /// <param name="step1">The first step.</param>
    /// <param name="step2">The second step.</param>
    /// <param name="steps">The others in order.</param>
    /// <exception cref="ArgumentException">A step is null.</exception>
    public static Signature<T> Of<T>(ISignature<T> step1, ISignature<T, T> step2, params ReadOnlySpan<ISignature<T, T>> steps) =>
        step1 | Fold<T>([step2, .. steps]);

    private static Signature<T, T> Fold<T>(ISignature<T, T>[] steps)
    {
        if (steps.Length == 0)
            throw new ArgumentException("A chain has one step or more; what hands on its input is Signature.Pass.", nameof(steps));
        if (Array.IndexOf(steps, null) is >= 0 and var index)
            throw new ArgumentException($"Step {index} of the chain is null.", nameof(steps));
        return new ScopeSignature<T, T>(PlanNode.Chain([.. steps.Select(static s => s.Node)]), steps[^1]);
    }
}
