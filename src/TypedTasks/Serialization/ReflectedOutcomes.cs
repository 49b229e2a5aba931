using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>Outcomes of types that nobody here has settled, such as those of a handle that was got by id.</summary>
internal sealed class ReflectedOutcomes : IJsonTypeInfoResolver
{
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where the application's own switch leaves reflection on.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "Only where the application's own switch leaves reflection on.")]
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Outcome<>)
            ? ((IOutcomeConverter)Activator.CreateInstance(typeof(OutcomeConverter<>).MakeGenericType(type.GetGenericArguments()))!).CreateInfo(options)
            : null;
}
