// Made from build/arity/Joined.template by ArityTests; change that.
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks;

/// <summary>A tuple of 2 signatures that run in parallel; its result is the tuple of their results.</summary>
/// <typeparam name="T1">The result of member 1.</typeparam>
/// <typeparam name="T2">The result of member 2.</typeparam>
public sealed class Joined<T1, T2> : Signature<(T1, T2)>
{
    private static readonly TupleConverter<T1, T2> Converter = new();

    internal Joined(PlanNode? source, params PlanNode[] members)
        : base(PlanNode.Then(source, PlanNode.Tuple(members))) =>
        TupleJson.Register(Converter);

    internal Joined(PlanNode node)
        : base(node) =>
        TupleJson.Register(Converter);

    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) =>
        TupleJson.Create(Converter, options);
}
