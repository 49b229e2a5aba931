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

    internal override Type ResultType => typeof(TOut);

    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) => options.GetTypeInfo(typeof(TOut));
}
