using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Parsing;

internal static class TaskAssemblyParser
{
    public static TaskAssembly Parse(IAssemblySymbol assembly) =>
        new(assembly.Name, Contexts(assembly).Distinct(StringComparer.Ordinal).ToEquatableArray());

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
}
