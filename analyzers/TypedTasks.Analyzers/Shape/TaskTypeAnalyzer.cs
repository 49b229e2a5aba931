using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0009: tasks belong to classes, records and structs.</summary>
public sealed class TaskTypeAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0009";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A task must belong to a class, record or struct",
        "'{0}' is a ref struct, which cannot hold tasks ({1}): move them to a static class or to a class with services",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        start.RegisterSymbolAction(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                if (!type.IsRefLikeType)
                    return;
                var tasks = TaskCandidates.Within(type).ToList();
                if (tasks.Count > 0)
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        Descriptor, type.Locations[0], type.Name, string.Join(", ", tasks.Select(static t => t.Name).Distinct(StringComparer.Ordinal))));
                }
            },
            SymbolKind.NamedType);
}
