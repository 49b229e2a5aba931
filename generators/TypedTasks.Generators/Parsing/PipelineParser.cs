using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;
using TypedTasks.Plans.Diagrams;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Parsing;

/// <summary>Reads the pipelines of a class; the first of them speaks for all. What is none gives null, and an analyzer says why.</summary>
internal static class PipelineParser
{
    public static PipelineClass? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        if (context.TargetSymbol.ContainingType is not { } type)
            return null;
        var members = type.GetMembers().Where(static m => SymbolNames.Pipeline(m) is not null).ToList();
        if (!SymbolEqualityComparer.Default.Equals(members.FirstOrDefault(), Definition(context.TargetSymbol)) || TaskHolder.IsContract(type) || TaskHolder.Obstacle(type, cancellation) is not null)
            return null;

        var reader = new PipelineReader(context.SemanticModel.Compilation, cancellation);
        var pipelines = new List<Pipeline>();
        foreach (var member in members.Where(IsPipeline))
        {
            cancellation.ThrowIfCancellationRequested();
            var name = CSharpText.Unused(member.Name, pipelines.Select(static p => p.Name));
            pipelines.Add(new(name, TaskNames.Default(type.Name, name), MermaidWriter.Write(reader.Read(member)), member.DeclaredAccessibility == Accessibility.Public));
        }

        return pipelines.Count == 0 ? null : new PipelineClass(
            TaskClassParser.Namespace(type),
            TaskClassParser.Headers(type).ToEquatableArray(),
            SymbolNames.Read(type),
            SymbolNames.Key(type),
            TaskHolder.IsPublic(type),
            NestedClassParser.Parse(type, CSharpText.Unused("Pipelines", TaskClassParser.Members(type)), static t => t.GetMembers().Any(static m => SymbolNames.Pipeline(m) is not null), cancellation),
            pipelines.ToEquatableArray());
    }

    private static ISymbol Definition(ISymbol symbol) => (symbol as IMethodSymbol)?.PartialDefinitionPart ?? symbol;

    /// <summary>Whether a diagram can be made of the member: it returns a signature, or something that is not known yet.</summary>
    private static bool IsPipeline(ISymbol member)
    {
        var type = member switch
        {
            IMethodSymbol { MethodKind: MethodKind.Ordinary } method => method.ReturnType,
            IPropertySymbol { IsIndexer: false, GetMethod: not null } property => property.Type,
            _ => null,
        };
        return type is { TypeKind: TypeKind.Error }
            || (type is not null && (IsSignature(type) || type.AllInterfaces.Any(IsSignature)));
    }

    private static bool IsSignature(ITypeSymbol type) => SymbolNames.Is(type, "TypedTasks", "ISignature");
}
