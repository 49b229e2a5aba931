using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Contracts;

namespace TypedTasks.Analyzers.Serialization;

/// <summary>The types that an assembly's JSON contexts know.</summary>
internal sealed class JsonCoverage
{
    private readonly HashSet<ITypeSymbol> covered = new(SymbolEqualityComparer.Default);

    public JsonCoverage(IAssemblySymbol assembly)
    {
        Contexts = [.. assembly.GetAttributes()
            .Where(static a => a.AttributeClass?.Name == "TaskJsonContextAttribute")
            .Select(static a => a.ConstructorArguments is [{ Value: INamedTypeSymbol context }] ? context : null)
            .OfType<INamedTypeSymbol>()];
        var roots = Contexts
            .SelectMany(static c => c.GetAttributes())
            .Where(static a => a.AttributeClass?.Name == "JsonSerializableAttribute")
            .Select(static a => a.ConstructorArguments is [{ Value: ITypeSymbol root }, ..] ? root : null)
            .OfType<ITypeSymbol>()
            .ToList();
        covered.UnionWith(roots);
        // A context knows what its types are made of, too.
        covered.UnionWith(ContractReader.Travelling(roots));
    }

    public IReadOnlyList<INamedTypeSymbol> Contexts { get; }

    public bool Has(ITypeSymbol type) => covered.Contains(type);

    /// <summary>The user's own types in a type; the rest is written by the generator or known to the serializer.</summary>
    public static IEnumerable<INamedTypeSymbol> Needed(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Needed(array.ElementType),
        INamedTypeSymbol { TypeKind: TypeKind.Enum } => [],
        INamedTypeSymbol named when ContractReader.Type(named) is not null => [(INamedTypeSymbol)named.WithNullableAnnotation(NullableAnnotation.NotAnnotated)],
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Needed),
        _ => [],
    };
}
