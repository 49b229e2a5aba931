using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;

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
        switch (type)
        {
            case IArrayTypeSymbol { Rank: 1, ElementType: var element } when element.SpecialType != SpecialType.System_Byte:
                AddArray(element);
                break;
            case INamedTypeSymbol { TypeKind: TypeKind.Enum } named:
                AddEnum(named);
                break;
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable:
                AddNullable(nullable.TypeArguments[0]);
                break;
            case INamedTypeSymbol { IsTupleType: true, TupleElements.Length: >= 2 and <= 7 } tuple:
                AddTuple(tuple);
                break;
            case INamedTypeSymbol { TypeArguments.Length: 1 } outcome when SymbolNames.Is(outcome, "TypedTasks", "Outcome"):
                AddOutcome(outcome);
                break;
            case INamedTypeSymbol { IsGenericType: true } generic:
                AddCollection(generic);
                break;
            case INamedTypeSymbol named when JsonLeaves.Converter(named) is { } converter:
                Put(named, key => $"{Services}.CreateValueInfo<{key}>(options, {Services}.{converter})");
                break;
        }
    }

    private string Key(ITypeSymbol type) => spelling.Key(type);

    private void AddArray(ITypeSymbol element)
    {
        var key = Key(element);
        Put(key + "[]", $"{Services}.CreateArrayInfo<{key}>(options, new())");
        Add(element);
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
        Add(value);
    }

    private void AddTuple(INamedTypeSymbol tuple)
    {
        var elements = tuple.TupleElements.Select(static e => e.Type).ToList();
        var keys = string.Join(", ", elements.Select(Key));
        Put($"({keys})", $"{Services}.CreateValueInfo<({keys})>(options, new global::TypedTasks.Serialization.TupleConverter<{keys}>())");
        elements.ForEach(Add);
    }

    private void AddOutcome(INamedTypeSymbol outcome)
    {
        var key = Key(outcome.TypeArguments[0]);
        Put(outcome, type => $"{Services}.CreateValueInfo<{type}>(options, new global::TypedTasks.Serialization.OutcomeConverter<{key}>())");
        Add(outcome.TypeArguments[0]);
    }

    private void AddCollection(INamedTypeSymbol type)
    {
        if (JsonCollections.Find(type) is not { } collection)
            return;
        Put(type, key => collection.Factory(key, [.. type.TypeArguments.Select(Key)]));
        foreach (var argument in type.TypeArguments)
            Add(argument);
    }

    private void Put(ITypeSymbol type, Func<string, string> factory)
    {
        var key = Key(type);
        Put(key, factory(key));
    }

    private void Put(string key, string factory) => shapes[key] = new JsonShape(key, factory);
}
