// Made from build/arity/JoinedFrom.template by ArityTests; change that.
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks;

/// <summary>A partial tuple of 4 signatures that run in parallel; its result is the tuple of their results.</summary>
/// <typeparam name="TIn">What every member takes.</typeparam>
/// <typeparam name="T1">The result of member 1.</typeparam>
/// <typeparam name="T2">The result of member 2.</typeparam>
/// <typeparam name="T3">The result of member 3.</typeparam>
/// <typeparam name="T4">The result of member 4.</typeparam>
public sealed class JoinedFrom<TIn, T1, T2, T3, T4> : Signature<TIn, (T1, T2, T3, T4)>
{
    private static readonly TupleConverter<T1, T2, T3, T4> Converter = new();

    internal JoinedFrom(PlanNode? source, params PlanNode[] members)
        : base(PlanNode.Then(source, PlanNode.Tuple(members))) =>
        TupleJson.Register(Converter);

    internal JoinedFrom(PlanNode node)
        : base(node) =>
        TupleJson.Register(Converter);

    internal override JsonTypeInfo ResultInfo(JsonSerializerOptions options) =>
        TupleJson.Create(Converter, options);
}
