using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>How arguments and results are written: camel case, strict, duplicates refused, depth limited.</summary>
internal static class TaskJson
{
    public const int MaxDepth = 64;

    public static JsonSerializerOptions Create(IEnumerable<IJsonTypeInfoResolver> resolvers)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            MaxDepth = MaxDepth,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(
                [BuiltInTypes.Instance, FailureJson.Default, ComposedTypes.Instance, .. resolvers, .. Reflection()]),
        };
        options.MakeReadOnly();
        return options;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where the application's own switch leaves reflection on.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where the application's own switch leaves reflection on.")]
    private static IJsonTypeInfoResolver[] Reflection() =>
        JsonSerializer.IsReflectionEnabledByDefault ? [new ReflectedCompositions(), new DefaultJsonTypeInfoResolver()] : [];
}
