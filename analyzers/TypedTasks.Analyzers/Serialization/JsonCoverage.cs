using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Contracts;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Serialization;

/// <summary>The types that an assembly's JSON contexts know.</summary>
internal sealed class JsonCoverage
{
    private readonly HashSet<ITypeSymbol> covered = new(SymbolEqualityComparer.Default);

    public JsonCoverage(IAssemblySymbol assembly)
    {
        Contexts = [.. assembly.GetAttributes()
            .Where(static a => SymbolNames.IsOurs(a.AttributeClass, "TaskJsonContextAttribute"))
            .Select(static a => a.ConstructorArguments is [{ Value: INamedTypeSymbol context }] ? context : null)
            .OfType<INamedTypeSymbol>()];
        var roots = Contexts
            .SelectMany(static c => c.GetAttributes())
            .Where(static a => a.AttributeClass?.Name == "JsonSerializableAttribute")
            .Select(static a => a.ConstructorArguments is [{ Value: ITypeSymbol root }, ..] ? root : null)
            .OfType<ITypeSymbol>()
            .ToList();
        // A context knows what its types are made of, too.
        covered.UnionWith(ContractReader.Reached(roots));
    }

    public IReadOnlyList<INamedTypeSymbol> Contexts { get; }

    public bool Has(ITypeSymbol type) => covered.Contains(type);
}
