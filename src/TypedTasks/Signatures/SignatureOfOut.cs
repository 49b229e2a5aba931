using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;

namespace TypedTasks;

/// <summary>A complete signature; what generated factories return.</summary>
/// <typeparam name="TOut">The type of the result.</typeparam>
public abstract class Signature<TOut> : Signature, ISignature<TOut>
{
    private protected Signature(PlanNode? node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    public Signature<TNext> Then<TNext>(ISignature<TOut, TNext> next) => new SequenceSignature<TNext>(this, next);

    /// <inheritdoc cref="ISignature{TOut}.OnSuccess{TResult}(ISignature{TOut, TResult})"/>
    public Signature<TOut> OnSuccess<TResult>(ISignature<TOut, TResult> branch) =>
        new ScopeSignature<TOut>(Node.WithBranch(NodeOf(branch), onFailure: false), this);

    /// <inheritdoc cref="ISignature{TOut}.OnSuccess{TResult}(ISignature{TResult})"/>
    public Signature<TOut> OnSuccess<TResult>(ISignature<TResult> branch) =>
        new ScopeSignature<TOut>(Node.WithBranch(NodeOf(branch), onFailure: false), this);

    /// <inheritdoc cref="ISignature{TOut}.CompensateWith{TResult}(ISignature{TOut, TResult})"/>
    public Signature<TOut> CompensateWith<TResult>(ISignature<TOut, TResult> compensation) =>
        new ScopeSignature<TOut>(Node.CompensatedBy(NodeOf(compensation)), this);

    /// <inheritdoc cref="ISignature{TOut}.CompensateWith{TResult}(ISignature{TResult})"/>
    public Signature<TOut> CompensateWith<TResult>(ISignature<TResult> compensation) =>
        new ScopeSignature<TOut>(Node.CompensatedBy(NodeOf(compensation)), this);

    ISignature<TOut> ISignature<TOut>.OnSuccess<TResult>(ISignature<TOut, TResult> branch) => OnSuccess(branch);

    ISignature<TOut> ISignature<TOut>.OnSuccess<TResult>(ISignature<TResult> branch) => OnSuccess(branch);

    ISignature<TOut> ISignature<TOut>.CompensateWith<TResult>(ISignature<TOut, TResult> compensation) => CompensateWith(compensation);

    ISignature<TOut> ISignature<TOut>.CompensateWith<TResult>(ISignature<TResult> compensation) => CompensateWith(compensation);

    internal override Type ResultType => typeof(TOut);

    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) => options.GetTypeInfo(typeof(TOut));
}
