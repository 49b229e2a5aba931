using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>How arguments and results are written: camel case, strict, duplicates refused, depth limited.</summary>
internal static class TaskJson
{
    public const int MaxDepth = 64;

    /// <param name="resolvers">What is known of types; those of generated code know roots too.</param>
    public static JsonSerializerOptions Create(IEnumerable<IJsonTypeInfoResolver> resolvers)
    {
        var all = resolvers.ToList();
        var plain = Options(all);
        var roots = all.OfType<IJsonRoots>().SelectMany(static r => r.Roots).ToList();
        return roots.Count == 0 ? plain : Options([new RootedTypes(roots, plain), .. all]);
    }

    private static JsonSerializerOptions Options(IEnumerable<IJsonTypeInfoResolver> resolvers)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            MaxDepth = MaxDepth,
            AllowDuplicateProperties = false,
            // A store or another language may keep the members of an object in an order of its own.
            AllowOutOfOrderMetadataProperties = true,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(
                [BuiltInTypes.Instance, FailureJson.Default, ComposedTypes.Instance, .. resolvers, .. Reflection()]).WithAddedModifier(WholeValues.Guard),
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Writes a value under its declared type.</summary>
    public static void Write<T>(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where the application's own switch leaves reflection on.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where the application's own switch leaves reflection on.")]
    private static IJsonTypeInfoResolver[] Reflection() =>
        JsonSerializer.IsReflectionEnabledByDefault ? [new ReflectedCompositions(), new DefaultJsonTypeInfoResolver()] : [];
}
