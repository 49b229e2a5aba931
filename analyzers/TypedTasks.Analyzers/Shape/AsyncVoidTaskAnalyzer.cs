using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0004: nobody can await an <c>async void</c> method, so the worker would settle the step while it runs.</summary>
public sealed class AsyncVoidTaskAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0004";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A task must not be async void",
        "Task '{0}' is async void: the worker cannot wait for it, would settle the message while it runs, and its exception would end the process; return Task",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        start.RegisterSymbolAction(c => Analyze(c, known), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method is { IsAsync: true, ReturnsVoid: true } && SymbolNames.Task(method) is not null)
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, method.Locations[0], method.Name));
    }
}
