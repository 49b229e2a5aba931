using Microsoft.CodeAnalysis;

namespace TypedTasks.Analyzers;

/// <summary>Assemblies that may hold tasks: those that refer to the runtime.</summary>
internal static class RuntimeUsers
{
    private const string Runtime = "TypedTasks";

    /// <summary>The types of an assembly, nested ones too; none where it does not refer to the runtime.</summary>
    public static IEnumerable<INamedTypeSymbol> TypesOf(IAssemblySymbol assembly) =>
        assembly.Name != Runtime && assembly.Modules.Any(static m => m.ReferencedAssemblies.Any(static r => r.Name == Runtime))
            ? Types(assembly.GlobalNamespace)
            : [];

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is not INamespaceOrTypeSymbol inner)
                continue;
            if (inner is INamedTypeSymbol type)
                yield return type;
            foreach (var nested in Types(inner))
                yield return nested;
        }
    }
}
