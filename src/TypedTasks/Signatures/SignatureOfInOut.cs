using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;

namespace TypedTasks;

/// <summary>A partial signature; what generated factories return when leading parameters are left out.</summary>
/// <typeparam name="TIn">What is missing: one value, or a tuple of two or more.</typeparam>
/// <typeparam name="TOut">The type of the result.</typeparam>
public abstract class Signature<TIn, TOut> : Signature, ISignature<TIn, TOut>
{
    private protected Signature(PlanNode? node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    public ISignature<TIn, TNext> Then<TNext>(ISignature<TOut, TNext> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new SequenceSignature<TIn, TNext>(this, next);
    }

    internal override Type ResultType => typeof(TOut);

    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) => options.GetTypeInfo(typeof(TOut));
}
