using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0020: overloads that differ in services only have one factory, and it can make calls of one of them.</summary>
public sealed class EqualFactoryAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0020";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Two tasks would have the same factory",
        "'{0}' takes the same data as '{1}', so that nobody could call its factory: give one of the methods another name",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        OnTaskClass(start, known, (context, type, _) =>
        {
            foreach (var form in FactoryForms.Of(known.CandidatesOf(type).Where(static t => t.Refusal is TaskRefusal.None or TaskRefusal.Unnamed)))
            {
                if (form is { Missing: 0, Rival: { } rival })
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, form.Task.Method.Locations[0], Read(form.Task.Method), Read(rival.Task.Method)));
            }
        });

    private static string Read(IMethodSymbol method) => method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
