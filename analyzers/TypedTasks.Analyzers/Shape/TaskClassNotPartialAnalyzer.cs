using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0001: the generator adds factories to the class of a task and to nothing else, so every part must be open.</summary>
public sealed class TaskClassNotPartialAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0001";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "The class of a task must be partial",
        "'{0}' must be partial: the factories of its tasks ({1}) are generated into it",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        start.RegisterSymbolAction(c => Analyze(c, known), SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (Declaration(type, context.CancellationToken) is not { } declaration)
            return;
        var tasks = TaskCandidates.Within(type).Select(static m => m.Name).Distinct(StringComparer.Ordinal).ToList();
        if (tasks.Count == 0)
            return;
        var names = tasks.Count > 3 ? $"{string.Join(", ", tasks.Take(3))} and {tasks.Count - 3} more" : string.Join(", ", tasks);
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, declaration.Identifier.GetLocation(), type.Name, names));
    }

    /// <summary>The one declaration of a class that is not partial.</summary>
    private static TypeDeclarationSyntax? Declaration(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences is [var only]
        && only.GetSyntax(cancellation) is TypeDeclarationSyntax declaration
        && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
            ? declaration
            : null;
}
