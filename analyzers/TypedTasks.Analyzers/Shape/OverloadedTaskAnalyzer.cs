using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0002: overloads would have the same default name, and a message could not say which is meant.</summary>
public sealed class OverloadedTaskAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0002";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Overloaded tasks need names of their own",
        "'{0}' is one of {1} tasks called {2}: give each a name that messages can carry, such as [Task(\"{3}\")]",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        start.RegisterSymbolAction(c => Analyze(c, known), SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var overloads in TaskCandidates.Marked(type).GroupBy(static m => m.Name, StringComparer.Ordinal))
        {
            var count = overloads.Count();
            if (count == 1)
                continue;
            foreach (var method in overloads.Where(m => TaskNames.Given(SymbolNames.Task(m)!) is null))
            {
                var suggestion = Suggestion(method);
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptor,
                    method.Locations[0],
                    ImmutableDictionary<string, string?>.Empty.Add(TaskNaming.Suggestion, suggestion).Add(TaskNaming.Disputed, TaskNames.Default(method)),
                    method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
                    count,
                    method.Name,
                    suggestion));
            }
        }
    }

    /// <summary>The default name with the types of the parameters, which is what tells overloads apart.</summary>
    private static string Suggestion(IMethodSymbol method) =>
        string.Join(
            "-",
            method.Parameters
                .Select(static p => TaskNames.Kebab(p.Type.Name))
                .Where(static n => n.Length > 0 && n != "cancellation-token")
                .Prepend(TaskNames.Default(method)));
}
