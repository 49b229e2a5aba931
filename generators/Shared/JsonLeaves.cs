using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Shared;

/// <summary>Simple types that the serializer knows but the runtime's own list of common ones leaves out.</summary>
internal static class JsonLeaves
{
    public static string? Converter(INamedTypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_SByte => "SByteConverter",
        SpecialType.System_UInt16 => "UInt16Converter",
        _ when SymbolNames.Is(type, "System", "Half") => "HalfConverter",
        _ when SymbolNames.Is(type, "System", "Int128") => "Int128Converter",
        _ when SymbolNames.Is(type, "System", "UInt128") => "UInt128Converter",
        _ when SymbolNames.Is(type, "System", "Version") => "VersionConverter!",
        _ when SymbolNames.Is(type, "System.Text.Json", "JsonElement") => "JsonElementConverter",
        _ when SymbolNames.Is(type, "System.Text.Json.Nodes", "JsonNode") => "JsonNodeConverter!",
        _ when SymbolNames.Is(type, "System.Text.Json.Nodes", "JsonObject") => "JsonObjectConverter!",
        _ when SymbolNames.Is(type, "System.Text.Json.Nodes", "JsonArray") => "JsonArrayConverter!",
        _ => null,
    };
}
