using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0003: an argument travels as JSON to another process, and some things cannot.</summary>
public sealed class TaskParameterAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0003";

    /// <summary>The property that a diagnostic carries when <c>[FromServices]</c> is the answer.</summary>
    public const string IsService = nameof(IsService);

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A parameter of a task must be data",
        "Parameter '{0}' of task '{1}' cannot travel in a message: {2}",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    private static readonly ImmutableDictionary<string, string?> Service =
        ImmutableDictionary<string, string?>.Empty.Add(IsService, "true");

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        start.RegisterSymbolAction(c => Analyze(c, known), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.Parameters.IsEmpty || SymbolNames.Task(method) is null)
            return;
        foreach (var parameter in method.Parameters)
        {
            if (Undeliverable.Explain(parameter) is not { } reason)
                continue;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor,
                parameter.Locations[0],
                reason.IsService ? Service : ImmutableDictionary<string, string?>.Empty,
                parameter.Name,
                method.Name,
                reason.Text));
        }
    }
}
