using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1008: forms that the generator leaves out because a call could not say which is meant.</summary>
public sealed class MissingFactoryAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1008";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A partial factory is not generated",
        "No factory of '{0}' leaves out {1}: {2}",
        Rule.Composition,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        OnTaskClass(start, known, (context, type, _) =>
        {
            // What has no name yet will get one.
            var named = known.CandidatesOf(type).Where(static t => t.Refusal is TaskRefusal.None or TaskRefusal.Unnamed);
            foreach (var task in FactoryForms.Of(named).Where(static f => f.Missing > 0 && f.Verdict != FactoryVerdict.Generated).GroupBy(static f => f.Task))
            {
                var method = task.Key.Method;
                var left = task.Select(static f => $"({string.Join(", ", f.Left.Select(static p => p.Name))})");
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, method.Locations[0], Read(method), string.Join(" or ", left), Explain(task.First())));
            }
        });

    private static string Explain(FactoryForm form) => form.Verdict switch
    {
        FactoryVerdict.TooMuchMissing => $"a tuple of more than {FactoryForms.MostMissing} does not travel; take a record instead",
        FactoryVerdict.EqualsComplete => $"such a call is the complete one of '{Read(form.Rival!.Task.Method)}' already; give one of the methods another name",
        _ => $"such a call could as well mean '{Read(form.Rival!.Task.Method)}'; give one of the methods another name",
    };

    private static string Read(IMethodSymbol method) => method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
