using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;

namespace TypedTasks;

/// <summary>
/// A partial signature; what generated factories return when leading parameters are left out. The operator <c>|</c> into it is its
/// own: the compiler tries the operators of a class before those of extensions, and needs no <c>using</c> for them.
/// </summary>
/// <typeparam name="TIn">What is missing: one value, or a tuple of two or more.</typeparam>
/// <typeparam name="TOut">The type of the result.</typeparam>
public abstract class Signature<TIn, TOut> : Signature, ISignature<TIn, TOut>
{
    private protected Signature(PlanNode? node)
        : base(node)
    {
    }

    /// <summary>Runs <paramref name="left"/>, then <paramref name="right"/> with its result.</summary>
    /// <param name="left">What yields the input.</param>
    /// <param name="right">What takes it.</param>
    public static Signature<TOut> operator |(ISignature<TIn> left, Signature<TIn, TOut> right) =>
        new SequenceSignature<TOut>(left, right);

    /// <inheritdoc cref="ISignature{TIn, TOut}.Then{TNext}(ISignature{TOut, TNext})"/>
    public Signature<TIn, TNext> Then<TNext>(ISignature<TOut, TNext> next) => new SequenceSignature<TIn, TNext>(this, next);

    ISignature<TIn, TNext> ISignature<TIn, TOut>.Then<TNext>(ISignature<TOut, TNext> next) => Then(next);

    /// <inheritdoc cref="ISignature{TIn, TOut}.OnSuccess{TResult}(ISignature{TOut, TResult})"/>
    public Signature<TIn, TOut> OnSuccess<TResult>(ISignature<TOut, TResult> branch) =>
        new ScopeSignature<TIn, TOut>(Node.WithBranch(NodeOf(branch), onFailure: false), this);

    /// <inheritdoc cref="ISignature{TIn, TOut}.OnSuccess{TResult}(ISignature{TResult})"/>
    public Signature<TIn, TOut> OnSuccess<TResult>(ISignature<TResult> branch) =>
        new ScopeSignature<TIn, TOut>(Node.WithBranch(NodeOf(branch), onFailure: false), this);

    /// <inheritdoc cref="ISignature{TIn, TOut}.CompensateWith{TResult}(ISignature{TOut, TResult})"/>
    public Signature<TIn, TOut> CompensateWith<TResult>(ISignature<TOut, TResult> compensation) =>
        new ScopeSignature<TIn, TOut>(Node.CompensatedBy(NodeOf(compensation)), this);

    /// <inheritdoc cref="ISignature{TIn, TOut}.CompensateWith{TResult}(ISignature{TResult})"/>
    public Signature<TIn, TOut> CompensateWith<TResult>(ISignature<TResult> compensation) =>
        new ScopeSignature<TIn, TOut>(Node.CompensatedBy(NodeOf(compensation)), this);

    ISignature<TIn, TOut> ISignature<TIn, TOut>.OnSuccess<TResult>(ISignature<TOut, TResult> branch) => OnSuccess(branch);

    ISignature<TIn, TOut> ISignature<TIn, TOut>.OnSuccess<TResult>(ISignature<TResult> branch) => OnSuccess(branch);

    ISignature<TIn, TOut> ISignature<TIn, TOut>.CompensateWith<TResult>(ISignature<TOut, TResult> compensation) => CompensateWith(compensation);

    ISignature<TIn, TOut> ISignature<TIn, TOut>.CompensateWith<TResult>(ISignature<TResult> compensation) => CompensateWith(compensation);

    internal override Type ResultType => typeof(TOut);

    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) => options.GetTypeInfo(typeof(TOut));
}
