using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the JSON metadata of tuples, lists, enums and nullables that stand in signatures.</summary>
internal static class JsonTypesEmitter
{
    private const string Serialization = "global::TypedTasks.Serialization";

    private const string Metadata = "global::System.Text.Json.Serialization.Metadata";

    public static void Emit(SourceProductionContext context, JsonTypes types)
    {
        if (!types.HasRegistry)
            return;
        var name = types.Assembly.JsonTypesClass;
        var writer = GeneratedFile.Begin();
        writer.Line($"using Json = {Metadata};");
        writer.Line();
        writer.Line($"namespace {GeneratedFile.Hidden};");
        writer.Line();
        writer.Line("/// <summary>JSON metadata of the types that are made of others, so that no context has to name them.</summary>");
        writer.Line(GeneratedFile.ObsoleteAttribute);
        var roots = types.Shapes.Where(static s => s.Root.Length > 0).ToList();
        writer.Open($"internal sealed class {name} : {(roots.Count > 0 ? $"{Serialization}.IJsonRoots" : "Json::IJsonTypeInfoResolver")}");
        writer.Line("/// <summary>The one resolver.</summary>");
        writer.Line($"public static readonly {name} Instance = new();");
        writer.Line();
        if (roots.Count > 0)
        {
            writer.Line("/// <inheritdoc/>");
            writer.Line($"public global::System.Collections.Generic.IReadOnlyList<{Serialization}.JsonRoot> Roots {{ get; }} =");
            writer.Line("[");
            foreach (var shape in roots)
                writer.Continued($"{Serialization}.JsonRoot.Of<{shape.Type}, {shape.Root}>(),");
            writer.Line("];");
            writer.Line();
        }

        writer.Line("/// <inheritdoc/>");
        writer.Open(
            "public Json::JsonTypeInfo? GetTypeInfo("
            + "global::System.Type type, global::System.Text.Json.JsonSerializerOptions options)");
        foreach (var shape in types.Shapes.Where(static s => s.Root.Length == 0))
        {
            writer.Line($"if (type == typeof({shape.Type}))");
            writer.Continued($"return {shape.Factory};");
        }

        writer.Line("return null;");
        writer.Close();
        writer.Close();
        GeneratedFile.Add(context, "TypedTasks.JsonTypes.g.cs", writer);
    }
}
