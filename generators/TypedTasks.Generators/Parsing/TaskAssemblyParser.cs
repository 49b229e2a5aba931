using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Parsing;

internal static class TaskAssemblyParser
{
    // An assembly that did not change is the same symbol in the next compilation.
    private static readonly ConditionalWeakTable<IAssemblySymbol, object> WithTasks = new();

    public static TaskAssembly Parse(Compilation compilation) => new(
        compilation.Assembly.Name,
        Contexts(compilation.Assembly).Distinct(StringComparer.Ordinal).ToEquatableArray(),
        Referenced(compilation).OrderBy(static n => n, StringComparer.Ordinal).ToEquatableArray());

    private static IEnumerable<string> Contexts(IAssemblySymbol assembly)
    {
        foreach (var attribute in assembly.GetAttributes())
        {
            if (SymbolNames.IsOurs(attribute.AttributeClass, "TaskJsonContextAttribute")
                && attribute.ConstructorArguments is [{ Value: INamedTypeSymbol { TypeKind: TypeKind.Class } context }])
            {
                yield return SymbolNames.Key(context);
            }
        }
    }

    private static IEnumerable<string> Referenced(Compilation compilation)
    {
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (WithTasks.GetValue(assembly, static a => (object?)Extensions(a) ?? false) is INamedTypeSymbol extensions
                && compilation.IsSymbolAccessibleWithin(extensions, compilation.Assembly)
                // One that is known by an alias only shares no names.
                && (compilation.GetMetadataReference(assembly)?.Properties.Aliases is not { Length: > 0 } aliases || aliases.Contains(MetadataReferenceProperties.GlobalAlias)))
            {
                yield return assembly.Name;
            }
        }
    }

    /// <summary>The class of the call that adds the assembly's tasks, if it has any.</summary>
    private static INamedTypeSymbol? Extensions(IAssemblySymbol assembly) =>
        assembly.Modules.Any(static m => m.ReferencedAssemblies.Any(static r => r.Name == SymbolNames.Runtime))
            ? assembly.GetTypeByMetadataName($"{SymbolNames.Injection}.{AssemblyNames.ExtensionClass(assembly.Name)}")
            : null;
}
