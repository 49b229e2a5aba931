using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0022: a class marked <c>[TaskImplementation]</c> of which nothing can be run.</summary>
public sealed class ImplementationAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0022";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A task implementation must implement tasks",
        "'{0}' is marked [TaskImplementation] and the worker can run nothing of it: {1}",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        start.RegisterSymbolAction(
            static context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                if (SymbolNames.TaskImplementation(type) is not null && Explain(type, context.CancellationToken) is { } reason)
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, type.Locations[0], type.Name, reason));
            },
            SymbolKind.NamedType);

    private static string? Explain(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (type.IsStatic || type.AllInterfaces.Any(static i => i.TypeKind == TypeKind.Error))
            return null;
        if (Implementation.Tasks(type, cancellation).Count > 0)
            return Implementation.Obstacle(type);
        // Of an interface whose tasks are refused, other rules tell.
        return type.AllInterfaces.Any(static i => TaskCandidates.Marked(i).Count > 0)
            ? null
            : "it implements no interface with methods marked [Task]; implement one, or take the mark away";
    }
}
