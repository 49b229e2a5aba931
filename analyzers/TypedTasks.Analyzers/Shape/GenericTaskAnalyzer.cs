using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0007: a message names a task, and a name has no room for types.</summary>
public sealed class GenericTaskAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0007";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A task must not be generic",
        "{0} is generic ({1}), and a message cannot say which types are meant: write one task for each type, or one that takes what tells them apart as data",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        OnTask(start, known, static (context, method, _) =>
        {
            if (method.IsGenericMethod)
                Report(context, method, $"Task '{method.Name}'", method.TypeParameters);
        });
        start.RegisterSymbolAction(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                if (type.Arity > 0 && TaskCandidates.Within(type).FirstOrDefault() is { } task)
                    Report(context, type, $"The {(TaskHolder.IsContract(type) ? "interface" : "class")} '{type.Name}' of task '{task.Name}'", type.TypeParameters);
            },
            SymbolKind.NamedType);
    }

    private static void Report(SymbolAnalysisContext context, ISymbol symbol, string what, IEnumerable<ITypeParameterSymbol> parameters) =>
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor, symbol.Locations[0], what, string.Join(", ", parameters.Select(static p => p.Name))));
}
