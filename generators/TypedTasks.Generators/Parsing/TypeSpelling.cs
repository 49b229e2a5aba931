using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Parsing;

/// <summary>
/// Spells the types of a project, each once: its tasks take and yield the same ones, they are read anew when a declaration
/// changed, and spelling is most of what that costs.
/// </summary>
internal sealed class TypeSpelling
{
    private readonly Dictionary<ITypeSymbol, string> spelled = new(SymbolEqualityComparer.IncludeNullability);
    private readonly Dictionary<ITypeSymbol, string> keys = new(SymbolEqualityComparer.Default);

    /// <summary>The type as C#, with nullable annotations.</summary>
    public string Spell(ITypeSymbol type)
    {
        if (!spelled.TryGetValue(type, out var text))
            spelled.Add(type, text = SymbolNames.Spell(type));
        return text;
    }

    /// <summary>The type as the compiler tells overloads apart.</summary>
    public string Key(ITypeSymbol type)
    {
        if (!keys.TryGetValue(type, out var text))
            keys.Add(type, text = SymbolNames.Key(type));
        return text;
    }
}
