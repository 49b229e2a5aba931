using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>Tuples and outcomes of types that nobody here has composed, such as those of a handle that was got by id.</summary>
internal sealed class ReflectedCompositions : IJsonTypeInfoResolver
{
    private static readonly Dictionary<Type, Type> Converters = new()
    {
        [typeof(Outcome<>)] = typeof(OutcomeConverter<>),
        [typeof(ValueTuple<,>)] = typeof(TupleConverter<,>),
        [typeof(ValueTuple<,,>)] = typeof(TupleConverter<,,>),
        [typeof(ValueTuple<,,,>)] = typeof(TupleConverter<,,,>),
        [typeof(ValueTuple<,,,,>)] = typeof(TupleConverter<,,,,>),
        [typeof(ValueTuple<,,,,,>)] = typeof(TupleConverter<,,,,,>),
        [typeof(ValueTuple<,,,,,,>)] = typeof(TupleConverter<,,,,,,>),
    };

    /// <exception cref="NotSupportedException">It is a tuple of eight or more, of which the serializer would write nothing.</exception>
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where the application's own switch leaves reflection on.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "Only where the application's own switch leaves reflection on.")]
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
    {
        if (!type.IsGenericType)
            return null;
        var form = type.GetGenericTypeDefinition();
        if (form == typeof(ValueTuple<,,,,,,,>))
            throw new NotSupportedException($"A tuple of more than seven elements cannot travel ({TypeNames.Of(type)}): use a record.");
        return Converters.TryGetValue(form, out var converter)
            ? ((IComposedConverter)Activator.CreateInstance(converter.MakeGenericType(type.GetGenericArguments()))!).CreateInfo(options)
            : null;
    }
}
