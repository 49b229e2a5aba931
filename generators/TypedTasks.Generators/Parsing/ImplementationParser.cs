using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Parsing;

/// <summary>Reads a class marked <c>[TaskImplementation]</c>; one that implements no tasks, or cannot be created, gives null, and an analyzer says why.</summary>
internal static class ImplementationParser
{
    public static TaskInvokers? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        if (context.TargetSymbol is not INamedTypeSymbol { TypeKind: TypeKind.Class } type || Implementation.Obstacle(type) is not null)
            return null;
        var tasks = Implementation.Tasks(type, cancellation);
        if (tasks.Count == 0)
            return null;
        var spelling = new TypeSpelling();
        return new(
            SymbolNames.Read(type),
            SymbolNames.Key(type),
            TaskInvokers.Implemented,
            type.ContainingAssembly.Name,
            TaskHolder.IsPublic(type),
            ActivationParser.Parse(type, spelling),
            // The types that travel are those of the contract, and its assembly writes their JSON metadata.
            tasks.Select(t => TaskMethodParser.Parse(t, 0, new JsonShapeCollector(spelling), spelling, cancellation)).ToEquatableArray(),
            false,
            tasks.Select(static t => t.Method.ContainingAssembly)
                .Where(a => !SymbolEqualityComparer.Default.Equals(a, type.ContainingAssembly))
                .Select(static a => a.Name)
                .Distinct(StringComparer.Ordinal)
                .ToEquatableArray());
    }
}
