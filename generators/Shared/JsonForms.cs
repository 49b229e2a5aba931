using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Shared;

/// <summary>Tells what generated code writes from what a context of the user's has to name.</summary>
internal static class JsonForms
{
    public static JsonForm Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: var element } => element.SpecialType == SpecialType.System_Byte ? JsonForm.BuiltIn : JsonForm.Array,
        INamedTypeSymbol { TypeKind: TypeKind.Enum } => JsonForm.Enum,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => JsonForm.Nullable,
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Length is >= 2 and <= FactoryForms.MostMissing ? JsonForm.Tuple : JsonForm.Own,
        // The serializer's own fallback: a value is written as what it is, which is then asked for.
        { SpecialType: SpecialType.System_Object } or IDynamicTypeSymbol => JsonForm.BuiltIn,
        INamedTypeSymbol named when IsBuiltIn(named) => JsonForm.BuiltIn,
        INamedTypeSymbol { TypeArguments.Length: 1 } outcome when SymbolNames.IsOurs(outcome, "Outcome") => JsonForm.Outcome,
        INamedTypeSymbol { IsGenericType: true } generic when JsonCollections.Find(generic) is not null => JsonForm.Collection,
        INamedTypeSymbol named when JsonLeaves.Converter(named) is not null => JsonForm.Leaf,
        _ => JsonForm.Own,
    };

    /// <summary>What a type is made of whose metadata does not say it: each part has to be known too.</summary>
    public static IEnumerable<ITypeSymbol> Parts(ITypeSymbol type, JsonForm form) => (form, type) switch
    {
        (JsonForm.Array, IArrayTypeSymbol array) => [array.ElementType],
        (JsonForm.Tuple, INamedTypeSymbol tuple) => tuple.TupleElements.Select(static e => e.Type),
        (JsonForm.Nullable or JsonForm.Outcome or JsonForm.Collection, INamedTypeSymbol named) => named.TypeArguments,
        _ => [],
    };

    /// <summary>The types in a type that a context has to name.</summary>
    public static IEnumerable<ITypeSymbol> Needed(ITypeSymbol type)
    {
        var form = Of(type);
        return form == JsonForm.Own ? JsonRoots.Of(type) is { } root ? [type, root] : [type] : Parts(type, form).SelectMany(Needed);
    }

    // As BuiltInTypes of the runtime; a test compares the two.
    private static bool IsBuiltIn(INamedTypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_DateTime
            or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_UInt32
            or SpecialType.System_Int64 or SpecialType.System_UInt64
            or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal => true,
        SpecialType.None => type.Name is "Guid" or "DateTimeOffset" or "TimeSpan" or "DateOnly" or "TimeOnly" or "Uri"
            ? SymbolNames.Is(type, "System", type.Name)
            : SymbolNames.IsOurs(type, "Unit") || SymbolNames.IsOurs(type, "TaskFailure") || SymbolNames.IsOurs(type, "ScheduledRun") || SymbolNames.IsOurs(type, "FlowAlert"),
        _ => false,
    };
}
