using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Parsing;

/// <summary>
/// Finds, inside the types of arguments and results, those that are made of others: tuples, lists, dictionaries, enums,
/// nullables. Their JSON metadata needs no reflection and no mention in the user's context.
/// </summary>
internal sealed class JsonShapeCollector(TypeSpelling spelling)
{
    private const string Services = "Json::JsonMetadataServices";

    private readonly HashSet<ITypeSymbol> known = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, JsonShape> shapes = new(StringComparer.Ordinal);

    public EquatableArray<JsonShape> ToEquatableArray() =>
        shapes.Values.OrderBy(static s => s.Type, StringComparer.Ordinal).ToEquatableArray();

    public void Add(ITypeSymbol type)
    {
        if (!known.Add(type))
            return;
        var form = JsonForms.Of(type);
        switch (form, type)
        {
            case (JsonForm.Array, IArrayTypeSymbol array):
                AddArray(array.ElementType);
                break;
            case (JsonForm.Enum, INamedTypeSymbol named):
                AddEnum(named);
                break;
            case (JsonForm.Nullable, INamedTypeSymbol nullable):
                AddNullable(nullable.TypeArguments[0]);
                break;
            case (JsonForm.Tuple, INamedTypeSymbol tuple):
                AddTuple(tuple);
                break;
            case (JsonForm.Outcome, INamedTypeSymbol outcome):
                AddOutcome(outcome);
                break;
            case (JsonForm.Collection, INamedTypeSymbol collection):
                Put(collection, key => JsonCollections.Find(collection)!.Factory(key, [.. collection.TypeArguments.Select(Key)]));
                break;
            case (JsonForm.Own, INamedTypeSymbol own) when JsonRoots.Of(own) is not null:
                AddRoots(own);
                break;
            case (JsonForm.Leaf, INamedTypeSymbol leaf):
                Put(leaf, key => $"{Services}.CreateValueInfo<{key}>(options, {Services}.{JsonLeaves.Converter(leaf)})");
                break;
        }

        foreach (var part in JsonForms.Parts(type, form))
            Add(part);
    }

    // The roots too: what they list must not lead back to what is written under them.
    private void AddRoots(INamedTypeSymbol type)
    {
        var root = JsonRoots.Of(type);
        shapes[Key(type)] = new(Key(type), "", Key(root ?? type));
        if (root is not null)
            AddRoots(root);
    }

    private string Key(ITypeSymbol type) => spelling.Key(type);

    private void AddArray(ITypeSymbol element)
    {
        var key = Key(element);
        Put(key + "[]", $"{Services}.CreateArrayInfo<{key}>(options, new())");
    }

    private void AddEnum(INamedTypeSymbol type) =>
        Put(type, key => $"{Services}.CreateValueInfo<{key}>(options, {EnumConverter(type, key)})");

    private string EnumConverter(INamedTypeSymbol type, string key)
    {
        var attribute = SymbolNames.Attribute(type, "System.Text.Json.Serialization", "JsonConverterAttribute");
        if (attribute?.ConstructorArguments is not [{ Value: INamedTypeSymbol { IsUnboundGenericType: false } converter }])
            return $"{Services}.GetEnumConverter<{key}>(options)";
        const string Factory = "JsonConverterFactory";
        for (var b = converter.BaseType; b is not null; b = b.BaseType)
        {
            if (b.Name == Factory)
            {
                return $"(global::System.Text.Json.Serialization.JsonConverter<{key}>)new {Key(converter)}()"
                    + $".CreateConverter(typeof({key}), options)!";
            }
        }

        return $"new {Key(converter)}()";
    }

    private void AddNullable(ITypeSymbol value)
    {
        var key = Key(value);
        Put(key + "?", $"{Services}.CreateValueInfo<{key}?>(options, {Services}.GetNullableConverter<{key}>(options))");
    }

    private void AddTuple(INamedTypeSymbol tuple)
    {
        var keys = string.Join(", ", tuple.TupleElements.Select(e => Key(e.Type)));
        Put($"({keys})", $"{Services}.CreateValueInfo<({keys})>(options, new global::TypedTasks.Serialization.TupleConverter<{keys}>())");
    }

    private void AddOutcome(INamedTypeSymbol outcome)
    {
        var key = Key(outcome.TypeArguments[0]);
        Put(outcome, type => $"{Services}.CreateValueInfo<{type}>(options, new global::TypedTasks.Serialization.OutcomeConverter<{key}>())");
    }

    private void Put(ITypeSymbol type, Func<string, string> factory)
    {
        var key = Key(type);
        Put(key, factory(key));
    }

    private void Put(string key, string factory) => shapes[key] = new JsonShape(key, factory);
}
